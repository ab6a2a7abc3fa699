using System.Globalization;
using Rossby.Core;

namespace Rossby.Train;

/// <summary>Earlier checkpoints of a run, <c>checkpoints/steps/00000100</c>: what the last one and the one before it make room for is kept here, or deleted.</summary>
/// <param name="path">The folder of all of them; made when the first is kept.</param>
/// <param name="keepLast">How many of the latest are kept.</param>
/// <param name="keepEverySteps">Keeps for good the first at or after each multiple of so many steps; null for none.</param>
public sealed class CheckpointArchive(string path, int keepLast, int? keepEverySteps)
{
    /// <summary>What is there, the latest first.</summary>
    public IReadOnlyList<CheckpointFolder> NewestFirst => [.. Steps().OrderDescending().Select(At)];

    /// <summary>Takes a checkpoint in by renaming it, and deletes those that are not to be kept.</summary>
    public void Take(CheckpointFolder old, long step)
    {
        if (keepLast > 0 || keepEverySteps is not null)
        {
            Directory.CreateDirectory(path);
            At(step).Delete();
            Directory.Move(old.Path, At(step).Path);
            Durable.SyncFolder(path);
        }
        else
        {
            old.Delete();
        }
        var steps = Steps();
        foreach (long extra in steps.Except(Kept(steps, keepLast, keepEverySteps))) At(extra).Delete();
    }

    /// <summary>Renames the folder to <c>steps.suffix</c>.</summary>
    public void SetAside(string suffix) => OutputHistory.SetAside([path], suffix);

    /// <summary>Which of those steps are to be kept.</summary>
    internal static HashSet<long> Kept(IReadOnlyCollection<long> steps, int keepLast, int? keepEverySteps)
    {
        var kept = steps.OrderDescending().Take(keepLast).ToHashSet();
        if (keepEverySteps is { } every) kept.UnionWith(steps.Where(s => s >= every).GroupBy(s => s / every).Select(g => g.Min()));
        return kept;
    }

    CheckpointFolder At(long step) => new(Path.Combine(path, step.ToString("D8", CultureInfo.InvariantCulture)));

    long[] Steps() => !Directory.Exists(path) ? [] :
    [
        .. Directory.EnumerateDirectories(path).Select(d => long.TryParse(Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out long step) ? step : -1)
            .Where(s => s >= 0),
    ];
}
