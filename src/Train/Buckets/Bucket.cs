namespace Rossby.Train;

/// <summary>Where a bucket lies in the vector of all gradients.</summary>
/// <param name="Start">Its first element.</param>
/// <param name="Length">Its elements.</param>
internal readonly record struct Bucket(long Start, long Length);
