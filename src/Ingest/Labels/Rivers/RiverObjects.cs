using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The connected objects of a mask, measured.</summary>
internal static class RiverObjects
{
    /// <summary>Each 8-connected object of the true cells, in order of its first cell.</summary>
    /// <param name="mask">[H, W].</param>
    /// <param name="field">[H, W] of which the mask was made; NaN where missing.</param>
    /// <param name="input">The step: grid and time.</param>
    /// <param name="corners">Whether cells that touch by a corner are connected.</param>
    internal static IEnumerable<(int[] Cells, StormObject River)> Of(bool[] mask, float[] field, LabelInput input, bool corners = true)
    {
        var grid = input.Grid;
        int[] components = new int[grid.CellCount];
        int count = ConnectedComponents.Label(mask, grid.Height, grid.Width, grid.IsGlobal, components, corners);
        foreach (int[] cells in CellsByComponent(components, count))
            yield return (cells, StormMeasure.Measure(grid, cells, field, input.Time, SegmentationClass.AtmosphericRiver));
    }

    /// <summary>The cells of components 1, 2, ..., increasing.</summary>
    internal static int[][] CellsByComponent(int[] components, int count)
    {
        var sizes = new int[count];
        foreach (int component in components)
            if (component > 0) sizes[component - 1]++;
        int[][] cells = [.. sizes.Select(size => new int[size])];
        for (int i = components.Length - 1; i >= 0; i--)
            if (components[i] > 0) cells[components[i] - 1][--sizes[components[i] - 1]] = i;
        return cells;
    }
}
