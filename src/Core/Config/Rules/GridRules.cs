namespace Rossby.Core;

/// <summary>A grid is given in one way, and its cells fill its bounds.</summary>
internal static class GridRules
{
    const string Path = "$.ingest.grid";

    public static void Check(GridConfig? grid, ConfigFindings findings)
    {
        if (grid == null) return;
        if ((grid.Height != null) != (grid.Width != null)) findings.Add(Path, "needs both height and width");
        else if (grid.Height != null == (grid.SpacingDeg != null)) findings.Add(Path, "needs either height and width, or spacingDeg");
        double rows = grid.NorthDeg - grid.SouthDeg, columns = grid.EastDeg - grid.WestDeg;
        if (rows <= 0) findings.Add($"{Path}.northDeg", "must lie north of southDeg");
        if (columns is <= 0 or > 360) findings.Add($"{Path}.eastDeg", "must lie east of westDeg, by at most 360 degrees");
        if (grid.SpacingDeg is not { } spacing) return;
        foreach (var (name, degrees) in new[] { ("rows", rows), ("columns", columns) })
        {
            if (grid.Count(degrees) < 2 || Math.Abs(grid.Count(degrees) * spacing - degrees) > 1e-6)
                findings.Add($"{Path}.spacingDeg", FormattableString.Invariant($"must divide the {degrees} degrees of the {name} into at least 2 cells, got {spacing}"));
        }
    }
}
