namespace Rossby.Train;

/// <summary>
/// The sum of a power of two of vectors, added two by two up a binary tree. Leaves may come in any order from any thread: which are added to which is
/// fixed, and a + b is b + a, so the sum's bits are. Holds no more vectors than threads at work and levels of the tree.
/// </summary>
/// <param name="leaves">A power of two.</param>
/// <param name="length">Elements of a vector.</param>
internal sealed class PairwiseTree(int leaves, int length)
{
    // Heap order: 1 is the root, the children of n are 2 n and 2 n + 1.
    readonly float[]?[] waiting = new float[2 * leaves][];
    readonly Stack<float[]> free = new();
    readonly object gate = new();

    /// <summary>A vector to fill.</summary>
    public float[] Rent()
    {
        lock (gate) return free.TryPop(out float[]? vector) ? vector : new float[length];
    }

    /// <summary>Adds a leaf's vector, which is the tree's from now on, as far up as its siblings are there.</summary>
    public void Add(int leaf, float[] vector)
    {
        for (int node = leaves + leaf; ; node /= 2)
        {
            float[]? sibling;
            lock (gate)
            {
                sibling = node == 1 ? null : waiting[node ^ 1];
                if (sibling is null)
                {
                    waiting[node] = vector;
                    return;
                }
                waiting[node ^ 1] = null;
            }
            VectorSum.AddTo(vector, sibling);
            lock (gate) free.Push(sibling);
        }
    }

    /// <summary>Takes the sum of all leaves; the caller gives it back with <see cref="Return"/>.</summary>
    public float[] TakeSum()
    {
        var sum = waiting[1] ?? throw new InvalidOperationException("Not every leaf has been added.");
        waiting[1] = null;
        return sum;
    }

    /// <summary>Takes a vector back.</summary>
    public void Return(float[] vector)
    {
        lock (gate) free.Push(vector);
    }
}
