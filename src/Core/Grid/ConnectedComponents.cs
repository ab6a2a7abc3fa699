namespace Rossby.Core;

/// <summary>Connected components of a mask on a grid, across the seam in longitude when it is periodic, never across a pole.</summary>
public static class ConnectedComponents
{
    /// <summary>Numbers the components of the true cells 1, 2, ... in order of their first cell.</summary>
    /// <param name="mask">[H, W], row-major.</param>
    /// <param name="height">H.</param>
    /// <param name="width">W.</param>
    /// <param name="periodic">Whether column W - 1 touches column 0.</param>
    /// <param name="components">Receives [H, W]: 0 where the mask is false.</param>
    /// <param name="corners">Whether cells that touch by a corner are connected: 8 neighbours, else 4.</param>
    /// <returns>How many there are.</returns>
    public static int Label(ReadOnlySpan<bool> mask, int height, int width, bool periodic, Span<int> components, bool corners = true)
    {
        components.Clear();
        var stack = new Stack<int>();
        int count = 0;
        for (int start = 0; start < mask.Length; start++)
        {
            if (!mask[start] || components[start] != 0) continue;
            components[start] = ++count;
            stack.Push(start);
            while (stack.TryPop(out int cell))
            {
                int row = cell / width, column = cell % width;
                for (int dy = -1; dy <= 1; dy++)
                {
                    int y = row + dy;
                    if (y < 0 || y >= height) continue;
                    for (int dx = -1; dx <= 1; dx++)
                    {
                        if (!corners && dx != 0 && dy != 0) continue;
                        int x = column + dx;
                        if (x < 0 || x >= width)
                        {
                            if (!periodic) continue;
                            x = (x + width) % width;
                        }
                        int neighbour = y * width + x;
                        if (!mask[neighbour] || components[neighbour] != 0) continue;
                        components[neighbour] = count;
                        stack.Push(neighbour);
                    }
                }
            }
        }
        return count;
    }
}
