using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>A sample of a shard while parts of it are made by several threads.</summary>
/// <param name="index">Its place in the shard.</param>
/// <param name="time">Its step of the source.</param>
/// <param name="notPlain">Channels that must be read whole.</param>
/// <param name="tallies">Counts its blocks.</param>
internal sealed class SampleInWork(int index, int time, string[] notPlain, BlockTallies tallies)
{
    LabelCounts[] labels = [];
    StormObject[][] objects = [];
    double[][] areas = [];
    Finding[] findings = [];
    SampleTally[]? sums;
    int left;

    internal int Index => index;

    internal int Time => time;

    internal string[] NotPlain => notPlain;

    internal BlockTallies Tallies => tallies;

    /// <summary>The tallies of its channels, once all parts are made.</summary>
    internal SampleTally[] Sums => sums!;

    /// <summary>Says of how many parts it consists.</summary>
    internal void Expect(int parts) => left = parts;

    /// <summary>What the guard found.</summary>
    internal void Take(Finding[] found) => findings = found;

    /// <summary>Counts its labels.</summary>
    /// <param name="steps">By labelling.</param>
    /// <param name="shareAreaKm2">By labelling and class: the area before regridding made hard labels of it.</param>
    /// <param name="grid">The shards' grid.</param>
    internal void Take(IReadOnlyList<LabelledStep> steps, double[][] shareAreaKm2, LatLonGrid grid)
    {
        areas = shareAreaKm2;
        labels = [.. steps.Select(s => LabelCounts.Of(grid, s.Labels))];
        objects = [.. steps.Select(s => s.Objects.ToArray())];
    }

    /// <summary>A part is made; true when it was the last.</summary>
    internal bool Finish()
    {
        if (Interlocked.Decrement(ref left) > 0) return false;
        sums = tallies.Sum();
        return true;
    }

    /// <summary>What was found, once all parts are made.</summary>
    internal SampleRecord Record() => new(sums!, labels, objects, areas, findings);
}
