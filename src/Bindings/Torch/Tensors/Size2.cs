namespace Rossby.Torch;

/// <summary>A pair of numbers along height (latitude) and width (longitude): kernel, stride, dilation, padding or size.</summary>
/// <param name="Height">Along rows.</param>
/// <param name="Width">Along columns.</param>
public readonly record struct Size2(long Height, long Width)
{
    /// <summary>The same along both.</summary>
    public static implicit operator Size2(int both) => new(both, both);

    /// <summary>Height, then width.</summary>
    public static implicit operator Size2((long Height, long Width) pair) => new(pair.Height, pair.Width);

    /// <summary>The same along both.</summary>
    public static Size2 FromInt32(int both) => both;

    /// <summary>Height, then width.</summary>
    public static Size2 ToSize2((long Height, long Width) pair) => pair;

    internal void Write(Span<long> to) => (to[0], to[1]) = (Height, Width);
}
