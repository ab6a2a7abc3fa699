using Rossby.Core;

namespace Rossby.Eval;

/// <summary>
/// What one method's prediction of one sample counts: decided cells by label and prediction, then their area in km2. Sums over samples are taken of these in
/// the samples' order, so that they are the same bits whoever counted.
/// </summary>
internal static class MethodTally
{
    const int Pairs = SegmentationClass.Count * SegmentationClass.Count;

    /// <summary>Numbers in a tally.</summary>
    public const int Length = 2 * Pairs;

    /// <summary>Counts a sample.</summary>
    /// <param name="grid">Whose cells they are.</param>
    /// <param name="labels">[H, W]: 0, 1, 2 or 255.</param>
    /// <param name="predictions">[H, W]: 0, 1 or 2 wherever the label is decided.</param>
    /// <param name="tally">Receives it.</param>
    public static void Count(LatLonGrid grid, ReadOnlySpan<byte> labels, ReadOnlySpan<byte> predictions, Span<double> tally)
    {
        if (labels.Length != grid.CellCount || predictions.Length != grid.CellCount)
            throw new ArgumentException($"MethodTally: expected [{grid.Height}, {grid.Width}], got {labels.Length} labels and {predictions.Length} predictions.");
        Span<double> cells = Cells(tally), areaKm2 = AreaKm2(tally);
        tally[..Length].Clear();
        for (int row = 0; row < grid.Height; row++)
        {
            double cellKm2 = grid.RowCellAreaKm2[row];
            for (int cell = row * grid.Width; cell < (row + 1) * grid.Width; cell++)
            {
                if (labels[cell] == SegmentationClass.Ignore) continue;
                int pair = labels[cell] * SegmentationClass.Count + predictions[cell];
                cells[pair]++;
                areaKm2[pair] += cellKm2;
            }
        }
    }

    /// <summary>The cells of a tally, [label, prediction].</summary>
    public static Span<double> Cells(Span<double> tally) => tally[..Pairs];

    /// <summary>The area of a tally, likewise.</summary>
    public static Span<double> AreaKm2(Span<double> tally) => tally.Slice(Pairs, Pairs);
}
