namespace Rossby.Core;

/// <summary>Which of several workers at one job this process is; what each does first follows from this alone.</summary>
/// <param name="Worker">From 0.</param>
/// <param name="Workers">How many there are, at least 1.</param>
public sealed record WorkShare(int Worker, int Workers)
{
    /// <summary>One worker that does everything.</summary>
    public static WorkShare Whole { get; } = new(0, 1);

    /// <summary>The items that are this worker's own: a run of neighbours, so that it opens few files. Every item is one worker's.</summary>
    /// <param name="items">How many items there are.</param>
    public Range Own(int items) => Bound(Worker, items)..Bound(Worker + 1, items);

    /// <summary>All items in the order in which this worker looks at them: its own, then those of the workers after it, in case they are dead or slow.</summary>
    /// <param name="items">How many items there are.</param>
    public IEnumerable<int> Order(int items)
    {
        int first = Own(items).Start.Value;
        for (int i = 0; i < items; i++) yield return (first + i) % items;
    }

    int Bound(int worker, int items) => (int)((long)items * worker / Workers);
}
