namespace Rossby.Models;

/// <summary>How a field is cut into bands of rows.</summary>
/// <param name="Rows">Rows of a band, its overlap with its neighbours included.</param>
/// <param name="Overlap">Rows that two neighbours share; each keeps the half that is nearer to its middle.</param>
public sealed record RowBands(int Rows, int Overlap)
{
    /// <summary>One band for all.</summary>
    public static RowBands Whole { get; } = new(int.MaxValue, 0);

    /// <summary>The bands of a field of <paramref name="height"/> rows: equally high but for the last, kept parts that join without gap or overlap.</summary>
    public IReadOnlyList<RowBand> Cut(int height)
    {
        if (Rows < 1 || Overlap < 0 || Overlap >= Rows)
            throw new ArgumentException($"RowBands: expected an overlap in [0, rows), got {Overlap} of {Rows} rows.");
        if (Rows >= height) return [new(0, height, 0, height)];
        var cuts = new List<RowBand>();
        for (int start = 0, kept = 0; kept < height; start += Rows - Overlap)
        {
            // The last band is moved back, so that it is as high as the others.
            bool last = start + Rows >= height;
            if (last) start = height - Rows;
            int end = last ? height : start + Rows - Overlap / 2;
            cuts.Add(new(start, Rows, kept, end - kept));
            kept = end;
        }
        return cuts;
    }
}
