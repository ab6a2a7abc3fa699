using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

/// <summary>Where longitude begins is nothing that weather knows: a roll of the fields by some columns rolls the labels by as many.</summary>
public class DetectorRollTests
{
    // Two days of September, when there are cyclones in both halves of the northern hemisphere.
    const int First = 980, Steps = 8, Columns = 101;

    static readonly SyntheticAtmosphere Atmosphere = new(new SyntheticSourceConfig { Height = 192, Width = 288, Steps = 1460, StepHours = 6 }, seed: 11);

    static readonly LatLonGrid Grid = Atmosphere.Geometry.Grid;

    static readonly Lazy<IReadOnlyList<Dictionary<string, float[]>>> Weather = new(() => [.. Enumerable.Range(First, Steps).Select(step =>
    {
        var fields = Atmosphere.NewFields();
        Atmosphere.Fill(step, fields);
        return new Dictionary<string, float[]>(ClimateChannels.Cam5.Select(c => KeyValuePair.Create(c.Name, fields.Channel(c.Name)))) { ["IVT"] = fields.IVT };
    })]);

    public static TheoryData<string> Methods => [.. Detectors.Keys];

    static readonly Dictionary<string, LabelsConfig> Detectors = new()
    {
        ["ivt-threshold"] = new IvtThresholdConfig(),
        ["bard-ar"] = new BardArConfig { Draws = 24 },
        ["tempest-ar"] = new TempestArConfig(),
        ["tempest-tc"] = new TempestCycloneConfig(),
        ["combine"] = new CombineConfig { TropicalCyclones = new TempestCycloneConfig(), AtmosphericRivers = new TempestArConfig() },
        ["deepcam-compat"] = new DeepCamCompatConfig { TropicalCyclones = new TempestCycloneConfig(), Quirks = new DeepCamQuirksConfig { RiversStopAtSeam = false, BoxesStopAtSeam = false, RestartUnion = false } },
    };

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_roll_of_the_fields_rolls_the_labels(string method)
    {
        var plain = Label(method, 0);
        var rolled = Label(method, Columns);
        Assert.Contains(plain, step => step.Objects.Count > 0);
        foreach (var (here, there) in plain.Zip(rolled))
        {
            Assert.Equal(RiverWeather.Roll(Grid, here.Labels, Columns), there.Labels);
            Assert.Equal(here.Objects.Count, there.Objects.Count);
            Assert.Equal(here.Objects.Select(o => o.Cells).Order(), there.Objects.Select(o => o.Cells).Order());
        }
    }

    static IReadOnlyList<LabelledStep> Label(string method, int columns)
    {
        LabelInput[] steps = [.. Weather.Value.Select((fields, k) =>
            InMemoryLabelling.Step(Grid, 6 * k, fields.ToDictionary(f => f.Key, f => RiverWeather.Roll(Grid, f.Value, columns))))];
        var labeller = Labellers.Create(Detectors[method], steps[0].Fields.ContainsKey);
        if (labeller is ITrackingLabeller tracking) labeller = tracking.Link([.. steps.Select(s => new StepCandidates(s.Second, tracking.Detect(s)))]);
        return [.. steps.Select(labeller.Label)];
    }
}
