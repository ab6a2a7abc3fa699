using Microsoft.Win32.SafeHandles;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The channels of one sample, a block of rows at a time: by <c>pread</c> where they lie plainly in files, else from fields that were read whole. For one thread.</summary>
internal sealed class SampleRows : IDisposable
{
    readonly RowBlocks blocks;
    readonly (PlainField? Plain, SafeFileHandle? File, float[]? Whole)[] channels;
    readonly Dictionary<string, SafeFileHandle> files = new(StringComparer.Ordinal);
    readonly float[] scratch;

    /// <param name="blocks">How samples are cut.</param>
    /// <param name="plain">By channel: where it lies, or null.</param>
    /// <param name="whole">By channel: its field, for those that do not lie plainly.</param>
    /// <exception cref="InputMissingException">A file is gone.</exception>
    internal SampleRows(RowBlocks blocks, IReadOnlyList<PlainField?> plain, IReadOnlyList<float[]?> whole)
    {
        this.blocks = blocks;
        channels = new (PlainField?, SafeFileHandle?, float[]?)[plain.Count];
        scratch = new float[blocks.Rows * (blocks.Width + 1)];
        try
        {
            for (int c = 0; c < channels.Length; c++) channels[c] = (plain[c], plain[c] is { } field ? Open(field.Path) : null, whole[c]);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Reads a block.</summary>
    /// <param name="block">Which.</param>
    /// <param name="planar">Receives [C, rows x W].</param>
    /// <returns>Cells of the block.</returns>
    internal int Read(int block, Span<float> planar)
    {
        var (first, rows) = blocks.RowsOf(block);
        int cells = rows * blocks.Width;
        for (int c = 0; c < channels.Length; c++)
        {
            var into = planar.Slice(c * cells, cells);
            var (plain, file, whole) = channels[c];
            if (plain != null) plain.ReadRows(file!, first, into, scratch);
            else whole.AsSpan(first * blocks.Width, cells).CopyTo(into);
        }
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
