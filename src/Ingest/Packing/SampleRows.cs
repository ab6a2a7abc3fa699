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
        scratch = new float[blocks.RunValues / blocks.Channels / blocks.Width * (blocks.Width + 1)];
    }

    /// <summary>Reads a run of blocks, and counts each channel while the processor has it at hand.</summary>
    /// <param name="block">The first.</param>
    /// <param name="planar">Receives [C, rows x W].</param>
    /// <param name="tallies">Counts them.</param>
    /// <returns>Cells of the run.</returns>
    /// <exception cref="InputMissingException">A file is gone.</exception>
    internal int ReadRun(int block, Span<float> planar, BlockTallies tallies)
    {
        int first = blocks.RowsOf(block).First, rows = Math.Min(blocks.BlocksOfRun * blocks.Rows, blocks.Height - first), cells = rows * blocks.Width;
        for (int c = 0; c < plain.Count; c++)
        {
            var values = planar.Slice(c * cells, cells);
            Read(first, rows, c, values);
            tallies.Count(block, c, values);
        }
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
        Read(first, rows, channel, values[..(rows * blocks.Width)]);
        return rows * blocks.Width;
    }

    public void Dispose()
    {
        foreach (var file in files.Values) file.Dispose();
    }

    void Read(int first, int rows, int channel, Span<float> values)
    {
        if (plain[channel] is { } field) field.ReadRows(Open(field.Path), first, values, scratch);
        else whole[channel].AsSpan(first * blocks.Width, rows * blocks.Width).CopyTo(values);
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
