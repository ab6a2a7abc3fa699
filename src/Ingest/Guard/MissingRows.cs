using System.Globalization;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Finds rows without a value whose neighbours have theirs: what a transfer or a file lost, where topography would thin out by degrees.</summary>
internal static class MissingRows
{
    // Pressure levels below the ground leave rows that thin out towards the edge of the grid; inside, a row that is lost has neighbours that are not.
    const double FullNeighbour = 0.9, InnerNeighbour = 0.25;

    /// <summary>The share of each row's cells that have a value.</summary>
    internal static double[] Present(LatLonGrid grid, ReadOnlySpan<float> field)
    {
        var present = new double[grid.Height];
        for (int row = 0; row < grid.Height; row++)
        {
            int there = 0;
            foreach (float value in field.Slice(row * grid.Width, grid.Width))
                if (!float.IsNaN(value)) there++;
            present[row] = (double)there / grid.Width;
        }
        return present;
    }

    /// <summary>The finding, or null.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="grid">The grid.</param>
    /// <param name="present">By row, the share of cells that have a value.</param>
    /// <param name="file">The file that the values came from.</param>
    /// <param name="time">The time.</param>
    internal static Finding? Find(SourceChannel channel, LatLonGrid grid, double[] present, string? file, ClimateTime time)
    {
        var lost = new List<int>();
        for (int first = 0; first < grid.Height; first++)
        {
            if (present[first] > 0) continue;
            int last = first;
            while (last + 1 < grid.Height && present[last + 1] == 0) last++;
            double least = first > 0 && last < grid.Height - 1 ? InnerNeighbour : FullNeighbour;
            if (IsThere(present, first - 1, least) && IsThere(present, last + 1, least) && last - first + 1 < grid.Height) lost.AddRange(Enumerable.Range(first, last - first + 1));
            first = last;
        }
        if (lost.Count == 0) return null;
        string latitudes = string.Join(", ", lost.Take(5).Select(row => grid.LatitudeDeg[row].ToString("0.####", CultureInfo.InvariantCulture)));
        return new Finding(FindingSeverity.Warning, FindingKind.MissingRow, file, FieldCheck.Subject(channel),
            $"{lost.Count} row(s) without any value at {time}, at latitude {latitudes}{(lost.Count > 5 ? ", ..." : "")}, beside rows that have theirs",
            "fetch or regrid the file again, or live with missing cells there");
    }

    // Beyond the edge there is nothing to compare with: the row inside decides.
    static bool IsThere(double[] present, int row, double least) => row < 0 || row >= present.Length || present[row] >= least;
}
