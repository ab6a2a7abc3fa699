using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>From the config's word to the device of a rank.</summary>
internal static class DeviceOfRank
{
    /// <summary>The section with <c>auto</c> decided: training on another device is another training.</summary>
    /// <param name="config">The section.</param>
    /// <param name="gpus">GPUs that libtorch can use.</param>
    /// <exception cref="LibraryMissingException">A GPU is asked for, and there is none.</exception>
    public static TrainConfig Decide(TrainConfig config, int gpus)
    {
        if (config.Device == TrainDevice.Cuda && gpus == 0)
        {
            throw new LibraryMissingException(
                $"$.train.device is \"cuda\", and libtorch {TorchInfo.Version} has no GPU here: it was built without CUDA, or the process sees none (CUDA_VISIBLE_DEVICES, nvidia-smi). \"auto\" takes the processor then.");
        }
        if (config.Device != TrainDevice.Auto) return config;
        bool takesGpu = gpus > 0 && config.Determinism == Determinism.Fast && config.GradientLag == 0;
        return config with { Device = takesGpu ? TrainDevice.Cuda : TrainDevice.Cpu };
    }

    /// <summary>The device of a decided section: ranks of a node take its GPUs by turns.</summary>
    public static Device Of(TrainConfig config, int localRank, int gpus) => config.Device == TrainDevice.Cuda ? Device.Cuda(localRank % gpus) : Device.Cpu;
}
