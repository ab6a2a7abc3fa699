using Microsoft.Win32.SafeHandles;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The channels of one sample, a block of rows at a time: by <c>pread</c> where they lie plainly in files, else from fields that were read whole. For one thread.</summary>
internal sealed class SampleRows : IDisposable
{
    readonly RowBlocks blocks;
    readonly IReadOnlyList<PlainField?> plain;
    readonly IReadOnlyList<float[]?> whole;
    readonly Dictionary<string, SafeFileHandle> files = new(StringComparer.Ordinal);
    readonly float[] scratch;

    /// <param name="blocks">How samples are cut.</param>
    /// <param name="plain">By channel: where it lies, or null.</param>
    /// <param name="whole">By channel: its field, for those that do not lie plainly.</param>
    internal SampleRows(RowBlocks blocks, IReadOnlyList<PlainField?> plain, IReadOnlyList<float[]?> whole)
    {
        (this.blocks, this.plain, this.whole) = (blocks, plain, whole);
        scratch = new float[blocks.Rows * (blocks.Width + 1)];
    }

    /// <summary>Reads a block.</summary>
    /// <param name="block">Which.</param>
    /// <param name="planar">Receives [C, rows x W].</param>
    /// <returns>Cells of the block.</returns>
    /// <exception cref="InputMissingException">A file is gone.</exception>
    internal int Read(int block, Span<float> planar)
    {
        int cells = blocks.RowsOf(block).Count * blocks.Width;
        for (int c = 0; c < plain.Count; c++) Read(block, c, planar[(c * cells)..]);
        return cells;
    }

    /// <summary>Reads a channel of a block.</summary>
    /// <param name="block">Which.</param>
    /// <param name="channel">Which channel.</param>
    /// <param name="values">Receives [rows x W].</param>
    /// <returns>Cells of the block.</returns>
    /// <exception cref="InputMissingException">A file is gone.</exception>
    internal int Read(int block, int channel, Span<float> values)
    {
        var (first, rows) = blocks.RowsOf(block);
        int cells = rows * blocks.Width;
        if (plain[channel] is { } field) field.ReadRows(Open(field.Path), first, values[..cells], scratch);
        else whole[channel].AsSpan(first * blocks.Width, cells).CopyTo(values);
        return cells;
    }

    public void Dispose()
    {
        foreach (var file in files.Values) file.Dispose();
    }

    SafeFileHandle Open(string path)
    {
        if (files.TryGetValue(path, out var open)) return open;
        try
        {
            return files[path] = File.OpenHandle(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputMissingException($"{path}: cannot be opened: {e.Message}", e);
        }
    }
}
