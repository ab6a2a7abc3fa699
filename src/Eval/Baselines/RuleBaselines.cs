using Rossby.Core;
using Rossby.Staging;

namespace Rossby.Eval;

/// <summary>
/// The rule-based detectors as baselines (SCIENCE, Scores): further labellings that ingest wrote beside the first are scored against it, as data.
/// </summary>
internal static class RuleBaselines
{
    /// <summary>One score for each labelling after the first that a rule made.</summary>
    /// <param name="set">The staged set.</param>
    /// <param name="split">The split.</param>
    /// <param name="progress">Told each sample.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public static IReadOnlyList<MethodScores> Score(StagedSet set, string split, IProgress<StageProgress>? progress, CancellationToken cancellation) =>
        [.. Enumerable.Range(1, Math.Max(0, set.Manifest.Labellings.Count - 1)).Where(k => set.Manifest.Labellings[k].IsRuleBased).Select(k => Score(set, split, k, progress, cancellation))];

    static MethodScores Score(StagedSet set, string split, int labelling, IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        SampleReader labels = set.Reader(split), rule = set.Reader(split, labelling);
        var scorer = new MethodScorer(set.Grid);
        byte[] label = new byte[labels.LabelBytes], found = new byte[labels.LabelBytes];
        for (int i = 0; i < labels.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            labels.ReadLabels(i, label);
            rule.ReadLabels(i, found);
            // What a rule cannot decide it has not found.
            found.AsSpan().Replace(SegmentationClass.Ignore, SegmentationClass.Background);
            scorer.Add(label, found);
            progress?.Report(new StageProgress("score rules", i + 1, labels.Count, "samples"));
        }
        var entry = set.Manifest.Labellings[labelling];
        string parameters = string.Join(", ", entry.Parameters.Select(p => $"{p.Key} = {p.Value}"));
        return scorer.Scores(LabelWords.Name(set.Manifest, labelling),
            $"The rule {entry.Method}, version {entry.Version}, applied to the source ({Path.GetFileName(entry.Dataset)}){(parameters.Length > 0 ? $": {parameters}" : "")}; undecided cells count as background.");
    }
}
