using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Keeps a tracked storm out of a second split (SCIENCE, Splits): one that outlives the gap would be seen in training and scored in test.</summary>
internal static class StormsTogether
{
    /// <summary>Of each storm that is in several splits, drops the times in all but the one that shows it longest.</summary>
    /// <param name="split">The assignment by times alone.</param>
    /// <param name="tracks">By storm: the indices of its times.</param>
    /// <exception cref="DataException">A split is left without samples.</exception>
    internal static SplitAssignment Of(SplitAssignment split, IEnumerable<IReadOnlyList<int>> tracks)
    {
        string?[] splits = [.. split.Splits];
        int storms = 0;
        foreach (var track in tracks)
        {
            var seen = track.GroupBy(i => splits[i]).Where(g => g.Key != null).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).ToArray();
            foreach (int time in seen.Skip(1).SelectMany(g => g)) splits[time] = null;
            if (seen.Length > 1) storms++;
        }
        if (storms == 0) return split;
        foreach (string name in split.Splits.OfType<string>().Distinct())
        {
            if (!splits.Contains(name))
                throw new DataException($"Every time of {name} shows a storm that is tracked in another split: give it more time in $.ingest.split.");
        }
        int dropped = splits.Count(s => s == null) - split.Splits.Count(s => s == null);
        return split with { Splits = splits, Description = $"{split.Description}; then {dropped} time(s) dropped that show {storms} storm(s) tracked in another split" };
    }
}
