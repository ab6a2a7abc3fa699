using Rossby.Torch;
using Xunit;

namespace Rossby.Tests.Native;

/// <summary>What a shim without CUDA says where it is asked for what only CUDA has.</summary>
public sealed class CudaPartTests
{
    [Fact]
    public void Without_its_CUDA_part_the_shim_says_what_it_lacks()
    {
        Assert.SkipWhen(CudaGraph.IsThere, "this shim has its CUDA part");
        const string lacks = "this librossby_torch was built without CUDA";
        Assert.Contains(lacks, Assert.Throws<TorchException>(() => CudaMemory.Of(Device.Cuda(0))).Reason, StringComparison.Ordinal);
        Assert.Contains(lacks, Assert.Throws<TorchException>(CudaMemory.ReleaseCache).Reason, StringComparison.Ordinal);
        Assert.Contains(lacks, Assert.Throws<TorchException>(() => CudaMemory.ResetPeak(Device.Cuda(0))).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Main_memory_has_no_streams()
    {
        Assert.Contains("main memory has no streams", Assert.Throws<TorchException>(() => DeviceStream.New(Device.Cpu)).Reason, StringComparison.Ordinal);
        Assert.Contains("main memory has no streams", Assert.Throws<TorchException>(() => new DeviceEvent(Device.Cpu)).Reason, StringComparison.Ordinal);
    }
}
