using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Makes the labeller that a config asks for.</summary>
public static class Labellers
{
    /// <summary>The labeller of a config section.</summary>
    /// <param name="config">The section.</param>
    /// <param name="hasChannel">Whether the source holds a channel: methods choose their input by it.</param>
    /// <exception cref="DataException">The method lacks an input; the message names it.</exception>
    public static ILabeller Create(LabelsConfig config, Predicate<string> hasChannel) => config switch
    {
        VariableLabelsConfig variable => new VariableLabeller(variable),
        IvtThresholdConfig threshold => new IvtThresholdLabeller(threshold, RiverField.Choose(threshold, hasChannel)),
        BardArConfig bard => new BardArLabeller(bard, RiverTransport.Relative("bard-ar", hasChannel)),
        TempestCycloneConfig tempest => new TempestCycloneLabeller(tempest, hasChannel),
        TecaCycloneConfig teca => new TecaCycloneLabeller(teca, hasChannel),
        TempestArConfig tempest => TempestArOutsideCyclones.Create(tempest, hasChannel),
        DeepCamCompatConfig deepCam => DeepCamCompatLabeller.Create(deepCam, hasChannel),
        CombineConfig combine => CombinedLabeller.Create(combine, hasChannel),
        NoLabelsConfig => new NoLabeller(),
        _ => throw new InvalidOperationException($"No labeller for {config.GetType().Name}."),
    };
}
