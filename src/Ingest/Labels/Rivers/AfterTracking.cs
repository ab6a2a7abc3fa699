using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>A labeller made around one that follows storms: it follows them itself, and is made anew around what the tracks give.</summary>
/// <param name="cyclones">The labeller that follows storms.</param>
/// <param name="around">Makes the labeller around it.</param>
internal sealed class AfterTracking(ITrackingLabeller cyclones, Func<ILabeller, ILabeller> around) : ITrackingLabeller
{
    readonly ILabeller before = around(cyclones);

    public string Method => before.Method;

    public string Version => before.Version;

    public IReadOnlyDictionary<string, string> Parameters => before.Parameters;

    public bool IsRuleBased => before.IsRuleBased;

    public bool GivesProbabilities => before.GivesProbabilities;

    public IReadOnlyList<string> NeededChannels => before.NeededChannels;

    public IReadOnlyList<string> NeededVariables => before.NeededVariables;

    public IReadOnlyList<string> DetectionChannels => cyclones.DetectionChannels;

    /// <summary>Follows storms first where the labeller of cyclones does.</summary>
    internal static ILabeller Make(ILabeller cyclones, Func<ILabeller, ILabeller> around) =>
        cyclones is ITrackingLabeller tracking ? new AfterTracking(tracking, around) : around(cyclones);

    public IEnumerable<string> Warnings(LatLonGrid grid) => before.Warnings(grid);

    public IReadOnlyList<CycloneCandidate> Detect(LabelInput input) => cyclones.Detect(input);

    public IReadOnlyList<IReadOnlyList<int>> Tracks(IReadOnlyList<StepCandidates> steps) => cyclones.Tracks(steps);

    public ILabeller Link(IReadOnlyList<StepCandidates> steps) => around(cyclones.Link(steps));

    public LabelledStep Label(LabelInput input) => throw new InvalidOperationException("Cyclones are labelled after their tracks are linked.");
}
