using System.Globalization;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// The last step of the published recipe of <c>tempest-ar</c> (reference section 2.4): ridges that lie about tropical cyclones are dropped. The cyclones are
/// those of <c>tempest-tc</c> with the tracks of the same recipe (Ullrich et al. 2021): 54 h, 10 m/s, 50 degrees. Dropped ones stand in the object table with class 0.
/// </summary>
internal sealed class TempestArOutsideCyclones(TempestArConfig config, ILabeller cyclones, ILabeller rivers) : ILabeller
{
    // At least half of an object, as in a combination (SCIENCE, Labels).
    const double DropShare = 0.5;

    static readonly TempestCycloneConfig Cyclones = new()
    {
        Stitch = new() { MinimumHours = 54, MaximumGapHours = 24, MinimumWindMetresPerSecond = 10, WindHours = 54, MaximumLatitudeDeg = 50, LatitudeHours = 54 },
    };

    public string Method => rivers.Method;

    public string Version => rivers.Version;

    public IReadOnlyDictionary<string, string> Parameters { get; } = new Dictionary<string, string>(rivers.Parameters.Concat(PartParameters.Of("cyclones", cyclones)))
    {
        ["cycloneRadiusDeg"] = config.CycloneRadiusDeg.ToString(CultureInfo.InvariantCulture),
    };

    public bool IsRuleBased => true;

    public IReadOnlyList<string> NeededChannels { get; } = [.. rivers.NeededChannels.Union(cyclones.NeededChannels)];

    public IReadOnlyList<string> NeededVariables => [];

    /// <summary>The labeller of a section: ridges alone where cyclones are not asked for, or cannot be found in these files.</summary>
    /// <exception cref="DataException">The files hold no IVT.</exception>
    internal static ILabeller Create(TempestArConfig config, Predicate<string> hasChannel)
    {
        string channel = RiverTransport.Absolute("tempest-ar", hasChannel);
        if (config.CycloneRadiusDeg == 0) return new TempestArLabeller(config, channel, []);
        string[] missing = [.. TempestCycloneLabeller.Channels(Cyclones, hasChannel).Where(c => !hasChannel(c))];
        var rivers = new TempestArLabeller(config, channel, missing);
        return missing.Length > 0 ? rivers : AfterTracking.Make(new TempestCycloneLabeller(Cyclones, hasChannel), linked => new TempestArOutsideCyclones(config, linked, rivers));
    }

    public IEnumerable<string> Warnings(LatLonGrid grid) => rivers.Warnings(grid).Concat(cyclones.Warnings(grid));

    public LabelledStep Label(LabelInput input)
    {
        var step = rivers.Label(input);
        var neighbourhood = new CycloneNeighbourhood(input.Grid, cyclones.Label(input).Objects, config.CycloneRadiusDeg);
        float[] seen = [.. step.Labels.Select(l => l == SegmentationClass.Ignore ? float.NaN : 0)];
        var objects = new List<StormObject>();
        foreach (var (cells, river) in RiverObjects.Of([.. step.Labels.Select(l => l == SegmentationClass.AtmosphericRiver)], seen, input, config.ConnectCorners))
        {
            bool dropped = neighbourhood.ShareOf(cells) >= DropShare;
            objects.Add(dropped ? river with { Class = SegmentationClass.Background, RemovedAreaKm2 = river.AreaKm2 } : river);
            if (!dropped) continue;
            foreach (int cell in cells) step.Labels[cell] = SegmentationClass.Background;
        }
        return step with { Objects = objects };
    }
}
