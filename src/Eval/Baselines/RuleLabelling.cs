using Rossby.Core;
using Rossby.Staging;

namespace Rossby.Eval;

/// <summary>
/// A rule-based detector as a baseline (SCIENCE, Scores): a further labelling that ingest wrote beside the first is scored against it, as data.
/// </summary>
internal sealed class RuleLabelling
{
    readonly SampleReader reader;

    RuleLabelling(StagedSet set, string split, int labelling)
    {
        reader = set.Reader(split, labelling);
        var entry = set.Manifest.Labellings[labelling];
        string parameters = string.Join(", ", entry.Parameters.Select(p => $"{p.Key} = {p.Value}"));
        Name = LabelWords.Name(set.Manifest, labelling);
        Description = $"The rule {entry.Method}, version {entry.Version}, applied to the source ({Path.GetFileName(entry.Dataset)})"
            + $"{(parameters.Length > 0 ? $": {parameters}" : "")}; undecided cells count as background.";
    }

    /// <summary>Short name for tables.</summary>
    public string Name { get; }

    /// <summary>What it does.</summary>
    public string Description { get; }

    /// <summary>The labellings of a split after the first that a rule made.</summary>
    public static IReadOnlyList<RuleLabelling> Of(StagedSet set, string split) =>
        [.. Enumerable.Range(1, Math.Max(0, set.Manifest.Labellings.Count - 1)).Where(k => set.Manifest.Labellings[k].IsRuleBased).Select(k => new RuleLabelling(set, split, k))];

    /// <summary>What it says of a sample, [H, W].</summary>
    public void Read(int sample, Span<byte> classes)
    {
        reader.ReadLabels(sample, classes);
        // What a rule cannot decide it has not found.
        classes.Replace(SegmentationClass.Ignore, SegmentationClass.Background);
    }
}
