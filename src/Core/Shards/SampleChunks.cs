namespace Rossby.Core;

/// <summary>
/// How a sample of a deflated dataset is cut into chunks: each channel by itself, since neighbours in space are alike and neighbouring channels are not, and
/// each channel into as few equal runs of rows as keep a chunk within 4 MiB.
/// </summary>
/// <param name="Height">Rows of a sample.</param>
/// <param name="Width">Columns.</param>
/// <param name="Channels">Channels; 1 where the dataset has no such dimension.</param>
/// <param name="ElementBytes">Bytes of an element.</param>
/// <param name="Rows">Rows of a chunk. The last of a channel may reach beyond its rows.</param>
public sealed record SampleChunks(int Height, int Width, int Channels, int ElementBytes, int Rows)
{
    const int MostBytes = 4 << 20;

    /// <summary>For a dataset that is to be written.</summary>
    /// <param name="type">Its elements.</param>
    /// <param name="shape">[N, H, W] or [N, H, W, C].</param>
    public static SampleChunks For(ElementType type, ReadOnlySpan<long> shape)
    {
        int height = (int)shape[1], most = (int)Math.Max(1, MostBytes / (shape[2] * type.Bytes())), parts = (height + most - 1) / most;
        return new((int)shape[1], (int)shape[2], shape.Length > 3 ? (int)shape[3] : 1, type.Bytes(), (height + parts - 1) / parts);
    }

    /// <summary>Of a dataset that was written.</summary>
    public static SampleChunks Of(DatasetExtent dataset) =>
        For(dataset.Type, [.. dataset.Shape]) with { Rows = dataset.Deflated!.Rows };

    /// <summary>Chunks of one channel.</summary>
    public int PerChannel => (Height + Rows - 1) / Rows;

    /// <summary>Chunks of a sample.</summary>
    public int Count => Channels * PerChannel;

    /// <summary>Bytes of a chunk before it is deflated.</summary>
    public int ChunkBytes => checked(Rows * Width * ElementBytes);

    /// <summary>The rows that are in a chunk of a channel.</summary>
    public (int First, int Count) RowsOf(int part) => (part * Rows, Math.Min(Rows, Height - part * Rows));
}
