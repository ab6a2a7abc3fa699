using Rossby.Core;

namespace Rossby.Tests.Unit.Ingest;

/// <summary>
/// A field of whole numbers, made without rounding, that was given to the programs whose methods ours follow: two bands, one across the seam, in a mosaic.
/// </summary>
internal static class RefereedField
{
    const int Height = 24, Width = 48;

    internal static readonly LatLonGrid Grid = new([.. Enumerable.Range(0, Height).Select(i => -86.25 + 7.5 * i)], [.. Enumerable.Range(0, Width).Select(j => 7.5 * j)]);

    internal static readonly float[] Values = [.. Enumerable.Range(0, Height * Width).Select(cell => (float)Value(cell / Width, cell % Width))];

    /// <summary>By row: the cells that a condition holds for, counted.</summary>
    internal static int[] ByRow(Func<int, int> count) => [.. Enumerable.Range(0, Height).Select(row => Enumerable.Range(row * Width, Width).Sum(count))];

    /// <summary>A row's cells.</summary>
    internal static Range Row(int row) => (row * Width)..((row + 1) * Width);

    static int Value(int i, int j) =>
        (i * i * 7 + j * j * 3 + i * j * 5) % 97 * 6
        + 1200 / (1 + Math.Abs(i - 17) + (j - 5 * (i - 17) + 4 + 4 * Width) % Width / 3)
        + 900 / (1 + Math.Abs(i - 6) + (j + 3 * i) % Width / 4);
}
