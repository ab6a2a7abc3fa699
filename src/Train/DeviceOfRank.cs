using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>From the config's word to the device of a rank.</summary>
internal static class DeviceOfRank
{
    /// <summary>The section with <c>auto</c> decided: training on another device is another training.</summary>
    /// <param name="config">The section.</param>
    /// <param name="gpus">GPUs that libtorch can use.</param>
    /// <param name="model">The network's section.</param>
    /// <exception cref="LibraryMissingException">A GPU is asked for, and there is none.</exception>
    /// <exception cref="ConfigException">It is a GPU, and cannot record the network's steps as the section has it.</exception>
    public static TrainConfig Decide(TrainConfig config, int gpus, ModelConfig model)
    {
        if (config.Device == TrainDevice.Cuda && gpus == 0)
        {
            throw new LibraryMissingException(
                $"$.train.device is \"cuda\", and libtorch {TorchInfo.Version} has no GPU here: it was built without CUDA, or the process sees none (CUDA_VISIBLE_DEVICES, nvidia-smi). \"auto\" takes the processor then.");
        }
        bool takesGpu = config.Device == TrainDevice.Auto ? gpus > 0 && config.Determinism == Determinism.Fast && config.GradientLag == 0 : config.Device == TrainDevice.Cuda;
        config = config with { Device = takesGpu ? TrainDevice.Cuda : TrainDevice.Cpu };
        return config.RecordingObstacle(model) is { } obstacle ? throw new ConfigException([$"$.train.recordSteps: {obstacle}"]) : config;
    }

    /// <summary>The device of a decided section: ranks of a node take its GPUs by turns.</summary>
    public static Device Of(TrainConfig config, int localRank, int gpus) => config.Device == TrainDevice.Cuda ? Device.Cuda(localRank % gpus) : Device.Cpu;
}
