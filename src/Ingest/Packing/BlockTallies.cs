namespace Rossby.Ingest;

/// <summary>The tallies of one sample's blocks; summed up in the blocks' order, whoever counted them.</summary>
internal sealed class BlockTallies(RowBlocks blocks)
{
    readonly SampleTally[] tallies = new SampleTally[blocks.Count * blocks.Channels];
    readonly int[]?[] missing = new int[]?[blocks.Count * blocks.Channels];

    /// <summary>Counts a channel of whole blocks.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="channel">Which channel.</param>
    /// <param name="values">[cells].</param>
    internal void Count(int first, int channel, ReadOnlySpan<float> values)
    {
        int most = blocks.Rows * blocks.Width;
        for (int block = first; values.Length > 0; block++)
        {
            var inBlock = values[..Math.Min(most, values.Length)];
            int at = block * blocks.Channels + channel;
            tallies[at] = SampleTally.Of(inBlock);
            if (tallies[at].Missing > 0) missing[at] = MissingByRow(inBlock);
            values = values[inBlock.Length..];
        }
    }

    /// <summary>Of a channel: by row, the share of cells that have a value.</summary>
    internal double[] Present(int channel)
    {
        double[] present = new double[blocks.Height];
        for (int block = 0; block < blocks.Count; block++)
        {
            var (first, rows) = blocks.RowsOf(block);
            int[]? gone = missing[block * blocks.Channels + channel];
            for (int row = 0; row < rows; row++) present[first + row] = 1 - (double)(gone?[row] ?? 0) / blocks.Width;
        }
        return present;
    }

    /// <summary>By channel, over all blocks.</summary>
    internal SampleTally[] Sum()
    {
        var sum = new SampleTally[blocks.Channels];
        for (int c = 0; c < sum.Length; c++)
        {
            sum[c] = SampleTally.Empty;
            for (int block = 0; block < blocks.Count; block++) sum[c] = sum[c].Plus(tallies[block * blocks.Channels + c]);
        }
        return sum;
    }

    int[] MissingByRow(ReadOnlySpan<float> values)
    {
        int[] counts = new int[values.Length / blocks.Width];
        for (int row = 0; row < counts.Length; row++)
            foreach (float value in values.Slice(row * blocks.Width, blocks.Width))
                if (float.IsNaN(value)) counts[row]++;
        return counts;
    }
}
