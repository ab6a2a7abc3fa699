using System.Globalization;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Finds rows with one value throughout beside rows that vary: what is left where a row was never written. At a pole all cells are one place.</summary>
internal static class ConstantRows
{
    const int LeastWidth = 8;

    // Rain is 0 on whole parallels too; beside a lost row it is not.
    const double NeighbourShare = 0.5;

    /// <summary>The finding, or null.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="grid">The grid.</param>
    /// <param name="field">[H, W].</param>
    /// <param name="file">The file that the values came from.</param>
    /// <param name="time">The time.</param>
    internal static Finding? Find(SourceChannel channel, LatLonGrid grid, ReadOnlySpan<float> field, string? file, ClimateTime time)
    {
        if (grid.Width < LeastWidth || grid.Height < 3) return null;
        var lost = new List<int>();
        for (int first = 0; first < grid.Height; first++)
        {
            if (!IsConstant(grid, field, first)) continue;
            float value = field[first * grid.Width];
            int last = first;
            while (last + 1 < grid.Height && field[(last + 1) * grid.Width] == value && IsConstant(grid, field, last + 1)) last++;
            if (last - first + 1 < grid.Height && Varies(grid, field, first - 1, value) && Varies(grid, field, last + 1, value)) lost.AddRange(Enumerable.Range(first, last - first + 1));
            first = last;
        }
        lost.RemoveAll(row => (row == 0 && OpenEdge.IsPole(grid, -1)) || (row == grid.Height - 1 && OpenEdge.IsPole(grid, grid.Height)));
        if (lost.Count == 0) return null;
        return new Finding(FindingSeverity.Warning, FindingKind.ConstantRow, file, FieldCheck.Subject(channel),
            string.Create(CultureInfo.InvariantCulture, $"{lost.Count} row(s) of one value throughout at {time}, the first at latitude {grid.LatitudeDeg[lost[0]]:0.####} of {field[lost[0] * grid.Width]:G4} {channel.Units}, ")
            + "beside rows that vary",
            "fetch or regrid the file again, or see whether its fill value is what the file says");
    }

    static bool IsConstant(LatLonGrid grid, ReadOnlySpan<float> field, int row)
    {
        var cells = field.Slice(row * grid.Width, grid.Width);
        return !cells.ContainsAnyExcept(cells[0]) && !float.IsNaN(cells[0]);
    }

    // Beyond the edge there is nothing to compare with: the row inside decides.
    static bool Varies(LatLonGrid grid, ReadOnlySpan<float> field, int row, float value) =>
        row < 0 || row >= grid.Height || field.Slice(row * grid.Width, grid.Width).Count(value) < NeighbourShare * grid.Width;
}
