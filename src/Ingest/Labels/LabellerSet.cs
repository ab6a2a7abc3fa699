using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>All labellings of a set: <c>labels_0</c> from the config's labels, then one for each of its extra labels.</summary>
/// <param name="All">In the order of the datasets.</param>
internal sealed record LabellerSet(IReadOnlyList<ILabeller> All)
{
    /// <summary>What the labellers read, once their tracks are known.</summary>
    internal IReadOnlyList<string> NeededFields { get; } = [.. All.SelectMany(l => l.NeededChannels.Concat(l.NeededVariables)).Distinct()];

    /// <summary>What those that follow storms read to find them.</summary>
    internal IReadOnlyList<string> DetectionFields { get; } = [.. All.OfType<ITrackingLabeller>().SelectMany(l => l.DetectionChannels.Concat(l.NeededVariables)).Distinct()];

    /// <summary>Every channel that some labeller reads at some time.</summary>
    internal IReadOnlyList<string> Channels { get; } =
        [.. All.SelectMany(l => l is ITrackingLabeller tracking ? tracking.DetectionChannels.Concat(l.NeededChannels) : l.NeededChannels).Distinct()];

    /// <summary>Every variable that some labeller reads as it stands.</summary>
    internal IReadOnlyList<string> Variables { get; } = [.. All.SelectMany(l => l.NeededVariables).Distinct()];

    /// <summary>Whether every step must be looked at before the first is labelled.</summary>
    internal bool NeedsTracks => All.Any(l => l is ITrackingLabeller);

    /// <summary>Makes the labellers that a config asks for.</summary>
    /// <exception cref="DataException">A method lacks an input; the message names it.</exception>
    internal static LabellerSet Create(IngestConfig config, Predicate<string> hasChannel) =>
        new([.. config.ExtraLabels.Prepend(config.Labels).Select(l => Labellers.Create(l, hasChannel))]);

    /// <summary>The candidates of one step, one list for each tracking labeller in the order of <see cref="All"/>.</summary>
    internal StepCandidates[] Detect(LabelInput input) => [.. All.OfType<ITrackingLabeller>().Select(l => new StepCandidates(input.Second, l.Detect(input)))];

    /// <summary>All storms that labellers follow: the indices of each one's steps.</summary>
    /// <param name="steps">Every step in time order, each as <see cref="Detect"/> gave it.</param>
    internal IEnumerable<IReadOnlyList<int>> Tracks(IReadOnlyList<StepCandidates[]> steps) =>
        All.OfType<ITrackingLabeller>().SelectMany((labeller, k) => labeller.Tracks([.. steps.Select(s => s[k])]));

    /// <summary>Links candidates into tracks.</summary>
    /// <param name="steps">Every step in time order, each as <see cref="Detect"/> gave it.</param>
    internal LabellerSet Link(IReadOnlyList<StepCandidates[]> steps)
    {
        int tracking = 0;

        ILabeller Linked(ILabeller labeller)
        {
            if (labeller is not ITrackingLabeller follows) return labeller;
            int k = tracking++;
            return follows.Link([.. steps.Select(s => s[k])]);
        }
        return new LabellerSet([.. All.Select(Linked)]);
    }
}
