namespace Rossby.Ingest;

/// <summary>The integral of a vector over the pressure of one column, level after level from the top down (<see cref="ColumnRecipe"/>).</summary>
/// <param name="surfacePa">Surface pressure; NaN where it is missing.</param>
/// <param name="hasSurface">Whether there is one at all.</param>
internal struct ColumnIntegral(double surfacePa, bool hasSurface)
{
    readonly double bottomPa = hasSurface ? Math.Min(ColumnRecipe.BottomPa, surfacePa) : ColumnRecipe.BottomPa;
    double lastPa = double.NaN, lastX, lastY, sumX, sumY;
    bool isMissing = hasSurface && double.IsNaN(surfacePa), isDone;

    /// <summary>Adds the layer between the last level and this one.</summary>
    internal void Add(double pressurePa, double x, double y)
    {
        if (isMissing || lastPa >= bottomPa) return;
        bool isValid = !double.IsNaN(x) && !double.IsNaN(y);
        if (isDone)
        {
            // Values beneath what was taken for the ground.
            isMissing |= isValid;
        }
        else if (isValid)
        {
            if (!double.IsNaN(lastPa)) Layer(pressurePa, x, y);
            (lastPa, lastX, lastY) = (pressurePa, x, y);
        }
        else if (double.IsNaN(lastPa) || hasSurface && pressurePa < surfacePa)
        {
            isMissing = true;
        }
        else if (hasSurface)
        {
            Keep();
        }
        else
        {
            isDone = true;
        }
    }

    /// <summary>The integral; NaN when the column is missing.</summary>
    /// <param name="reachesGround">Whether the lowest level's value holds down to the ground.</param>
    internal (double X, double Y) Total(bool reachesGround)
    {
        if (isMissing || double.IsNaN(lastPa)) return (double.NaN, double.NaN);
        if (reachesGround && lastPa < bottomPa) Keep();
        return (sumX, sumY);
    }

    // The last level's value down to the bottom.
    void Keep()
    {
        Layer(bottomPa, lastX, lastY);
        lastPa = bottomPa;
    }

    void Layer(double pressurePa, double x, double y)
    {
        double from = Math.Max(lastPa, ColumnRecipe.TopPa), to = Math.Min(pressurePa, bottomPa);
        if (to <= from) return;
        double start = (from - lastPa) / (pressurePa - lastPa), end = (to - lastPa) / (pressurePa - lastPa), middle = (start + end) / 2;
        sumX += (to - from) * (lastX + middle * (x - lastX));
        sumY += (to - from) * (lastY + middle * (y - lastY));
    }
}
