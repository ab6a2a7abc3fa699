using Rossby.Core;

namespace Rossby.Models;

/// <summary>Makes the network that the config chooses.</summary>
public static class ModelFactory
{
    /// <summary>A network with its published initial weights.</summary>
    /// <param name="config">The section <c>model</c>.</param>
    /// <param name="channels">Names and training statistics of the input's channels, in order.</param>
    /// <param name="periodicLongitude">Whether the grid goes round the globe.</param>
    /// <param name="seed">The experiment's seed: same seed, same weights; null leaves them zero, for weights from a file.</param>
    /// <exception cref="ConfigException">The section cannot be built.</exception>
    public static SegmentationModel Create(ModelConfig config, IReadOnlyList<ChannelStatistics> channels, bool periodicLongitude, ulong? seed) => config switch
    {
        DeepLabV3PlusResNet50Config deepLab => new DeepLabV3PlusResNet50Model(deepLab, channels, periodicLongitude, seed),
        DeepLabV3PlusXceptionConfig xception => new DeepLabV3PlusXceptionModel(xception, channels, periodicLongitude, seed),
        CgNetConfig cgNet => new CgNetModel(cgNet, channels, periodicLongitude, seed),
        TiramisuConfig tiramisu => new TiramisuModel(tiramisu, channels, periodicLongitude, seed),
        UNetConfig uNet => new UNetModel(uNet, channels, periodicLongitude, seed),
        _ => throw new ConfigException([$"$.model.architecture: no network is made from {config.GetType().Name}."]),
    };

    /// <summary>The network of a weights file, as it was trained, switched to evaluation.</summary>
    /// <param name="weights">Such as <c>runs/NAME/checkpoints/best/weights.safetensors</c>.</param>
    /// <param name="periodicLongitude">Whether the grid that it will see goes round the globe; null for that of its training.</param>
    /// <returns>The network and what its file says of it.</returns>
    /// <exception cref="InputMissingException">There is no such file.</exception>
    /// <exception cref="DataException">It is damaged, or no network of Rossby's.</exception>
    public static (SegmentationModel Model, ModelDescription Description) Open(string weights, bool? periodicLongitude = null)
    {
        var content = SafeTensorsReader.Read(weights);
        var description = ModelDescription.FromMetadata(content.Metadata, weights);
        var model = Create(description.Config, description.Channels, periodicLongitude ?? description.PeriodicLongitude, seed: null);
        try
        {
            model.TrainedClasses = description.TrainedClasses;
            ModelWeights.Assign(weights, content.Tensors, model.Parameters);
            model.Training = false;
            return (model, description);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }
}
