using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The first of two looks at the steps, for labellers that follow storms: candidates of every step, in pieces of neighbouring steps.</summary>
internal sealed class StormSearch(SampleSource source, SampleReading reading, LabellerSet labellers, WorkFolder work, int threads, WorkProgress progress)
{
    /// <summary>Steps in one piece: few enough to share among many workers, enough to be worth a file.</summary>
    const int Steps = 32;

    /// <summary>One item for each piece.</summary>
    internal IReadOnlyList<WorkItem> Items => [.. Pieces.Select((steps, k) => new WorkItem(Name(k), steps.Length, () => work.Has(Name(k)), stop => Search(steps, Name(k), stop)))];

    /// <summary>The labellers with their tracks, and the split that keeps each storm together, once every item is done.</summary>
    /// <param name="split">The split by times alone.</param>
    internal (LabellerSet Linked, SplitAssignment Split) Link(SplitAssignment split)
    {
        StepCandidates[][] steps = [.. Pieces.SelectMany((_, k) => work.Read(Name(k), WorkJson.Default.StepCandidatesArrayArray))];
        return (labellers.Link(steps), StormsTogether.Of(split, labellers.Tracks(steps)));
    }

    IEnumerable<int[]> Pieces => Enumerable.Range(0, source.Times.Count).Chunk(Steps);

    void Search(int[] steps, string name, CancellationToken cancellation)
    {
        var found = new StepCandidates[steps.Length][];
        ThreadTeam.Run(steps.Length, threads, i =>
        {
            using var step = reading.Fields(steps[i], labellers.DetectionFields);
            found[i] = labellers.Detect(step.Input);
            progress.Add(1);
        }, cancellation);
        work.Write(name, found, WorkJson.Default.StepCandidatesArrayArray);
    }

    static string Name(int piece) => $"storms-{piece:D5}.json";
}
