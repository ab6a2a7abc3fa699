using Rossby.Torch;
using Xunit;

namespace Rossby.Tests.Native;

public sealed class TorchRuntimeTests
{
    [Fact]
    public void The_number_of_threads_is_what_was_asked_for()
    {
        int before = TorchThreads.IntraOp;
        TorchThreads.Set(2);
        Assert.Equal(2, TorchThreads.IntraOp);
        Assert.Equal(2, TorchThreads.Loops);
        Assert.Equal(1, TorchThreads.InterOp);
        TorchThreads.Set(before);
    }

    [Fact]
    public void The_library_describes_itself()
    {
        Assert.Matches(@"^\d+\.\d+\.\d+", TorchInfo.Version);
        Assert.Matches("AVX|DEFAULT|default|NO AVX|ZVECTOR", TorchInfo.CpuCapability);
        Assert.Contains("threads", TorchInfo.ParallelInfo, StringComparison.OrdinalIgnoreCase);
        Assert.NotNull(TorchInfo.BlasPath);
        Assert.True(TorchInfo.CudaDevices >= 0);
        Assert.NotEmpty(TorchInfo.OneDnnVersion);
    }
}
