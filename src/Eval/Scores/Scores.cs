using System.Globalization;
using System.Text.Json.Serialization;
using Rossby.Core;

namespace Rossby.Eval;

/// <summary><c>scores.json</c>: how the network and the baselines did on one split.</summary>
public sealed record Scores
{
    /// <summary>The run.</summary>
    public required string Run { get; init; }

    /// <summary>The split that was scored.</summary>
    public required string Split { get; init; }

    /// <summary>The checkpoint that was scored.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>SHA-256 of its weights file, in hex.</summary>
    public required string WeightsHash { get; init; }

    /// <summary>The identity of the set that was scored on.</summary>
    public required string DataRoot { get; init; }

    /// <summary>What the label is: <c>truth</c>, or <c>reference (method, version)</c> when a rule made it.</summary>
    public required string Label { get; init; }

    /// <summary>What must be said where these numbers appear: synthetic weather, labels that follow from an input; empty for none.</summary>
    public required IReadOnlyList<string> Notices { get; init; }

    /// <summary>Samples scored.</summary>
    public required int Samples { get; init; }

    /// <summary>Share of all cells of the split whose label is undecided and which are left out.</summary>
    public required double IgnoredShare { get; init; }

    /// <summary>The same by area.</summary>
    public required double IgnoredAreaShare { get; init; }

    /// <summary>The headline: the network's mean IoU over the classes present, every decided cell counting one.</summary>
    public double? MeanIou => Network.Cells.MeanIou;

    /// <summary>The network.</summary>
    public required MethodScores Network { get; init; }

    /// <summary>The simple baselines, fitted on the training split; empty when the config has them off.</summary>
    public required IReadOnlyList<MethodScores> Baselines { get; init; }

    /// <summary>The baseline with the highest IoU of a class, or null.</summary>
    public MethodScores? BestBaseline(int classIndex) =>
        Baselines.Where(b => b.Cells.Classes[classIndex].Iou is not null).MaxBy(b => b.Cells.Classes[classIndex].Iou);

    /// <summary>What the command line prints: the headline, then one line a class.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Summary =>
    [
        $"mean IoU: {Text(MeanIou)}" + (Network.Cells.ClassesPresent < SegmentationClass.Count
            ? $" (over the {Network.Cells.ClassesPresent} classes present)"
            : ""),
        .. Network.Cells.Classes.Select(ClassLine),
    ];

    string ClassLine(ClassScore score, int classIndex)
    {
        if (!score.IsPresent) return $"{score.Name}: absent from the labels of this split";
        string line = $"{score.Name}: IoU {Text(score.Iou)}, precision {Text(score.Precision)}, recall {Text(score.Recall)}";
        return BestBaseline(classIndex) is { } best ? $"{line}; best baseline IoU {Text(best.Cells.Classes[classIndex].Iou)} ({best.Name})" : line;
    }

    /// <summary>A score as it is printed: three digits, or a dash where it has no value.</summary>
    internal static string Text(double? score) => score?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-";
}
