namespace Rossby.Ingest;

/// <summary>The strongest wind of some cells.</summary>
internal static class StrongestWind
{
    /// <summary>In m s-1; null where all are missing.</summary>
    internal static double? Of(IEnumerable<int> cells, float[] eastward, float[] northward)
    {
        double? strongest = null;
        foreach (int cell in cells)
        {
            double speed = Math.Sqrt((double)eastward[cell] * eastward[cell] + (double)northward[cell] * northward[cell]);
            if (!double.IsNaN(speed) && !(strongest >= speed)) strongest = speed;
        }
        return strongest;
    }
}
