using Rossby.Core;
using Rossby.Torch;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Native;

public sealed class DeviceOfRankTests
{
    static Device Of(TrainConfig config, int localRank, int gpus, ModelConfig? model = null) =>
        DeviceOfRank.Of(DeviceOfRank.Decide(config, gpus, model ?? new UNetConfig()), localRank, gpus);

    [Fact]
    public void Ranks_of_a_node_take_its_GPUs_by_turns() =>
        Assert.Equal(["cuda:0", "cuda:1", "cuda:2", "cuda:0"], Enumerable.Range(0, 4).Select(r => Of(new() { Device = TrainDevice.Cuda }, r, gpus: 3).ToString()));

    [Fact]
    public void Auto_takes_a_GPU_where_there_is_one_and_nothing_needs_the_CPU()
    {
        Assert.Equal(Device.Cuda(0), Of(new(), 0, gpus: 1));
        Assert.Equal(Device.Cpu, Of(new(), 0, gpus: 0));
        Assert.Equal(Device.Cpu, Of(new() { Determinism = Determinism.Exact }, 0, gpus: 1));
        Assert.Equal(Device.Cpu, Of(new() { GradientLag = 1 }, 0, gpus: 1));
        Assert.Equal(Device.Cpu, Of(new() { Device = TrainDevice.Cpu }, 0, gpus: 1));
    }

    [Fact]
    public void A_GPU_that_is_asked_for_and_not_there_is_a_missing_device()
    {
        var error = Assert.Throws<LibraryMissingException>(() => Of(new() { Device = TrainDevice.Cuda }, 0, gpus: 0));
        Assert.Equal(69, error.ExitCode);
        Assert.StartsWith("$.train.device is \"cuda\", and libtorch", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TrainDevice.Cuda)]
    [InlineData(TrainDevice.Auto)]
    public void A_GPU_records_no_steps_whose_masks_the_processor_draws(TrainDevice device)
    {
        var config = new TrainConfig { Device = device, RecordSteps = true };
        var error = Assert.Throws<ConfigException>(() => Of(config, 0, gpus: 1, new TiramisuConfig()));
        Assert.Equal(78, error.ExitCode);
        Assert.StartsWith("$.train.recordSteps: a GPU records no steps of a network with dropout", Assert.Single(error.Findings), StringComparison.Ordinal);
        Assert.Equal(Device.Cuda(0), Of(config, 0, gpus: 1, new TiramisuConfig { Dropout = 0 }));
        Assert.Equal(Device.Cuda(0), Of(config with { RecordSteps = false }, 0, gpus: 1, new TiramisuConfig()));
        Assert.Equal(Device.Cpu, Of(config with { Device = TrainDevice.Cpu }, 0, gpus: 1, new TiramisuConfig()));
    }
}
