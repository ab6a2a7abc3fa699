namespace Rossby.Train;

/// <summary>A vector cut into contiguous slices that differ by one element at most.</summary>
/// <param name="Count">Elements of the vector.</param>
/// <param name="Parts">Slices.</param>
internal readonly record struct Slices(long Count, int Parts)
{
    /// <summary>The first element of a slice.</summary>
    public long Start(int slice) => Count * slice / Parts;

    /// <summary>Elements of a slice.</summary>
    public long Length(int slice) => Start(slice + 1) - Start(slice);
}
