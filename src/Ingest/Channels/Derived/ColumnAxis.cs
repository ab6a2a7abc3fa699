namespace Rossby.Ingest;

/// <summary>The levels of a column, from the top down.</summary>
/// <param name="FixedPa">The part of each level's pressure that is the same everywhere, in Pa.</param>
/// <param name="SurfaceShare">The part that goes with the surface pressure; 0 on a pressure axis.</param>
/// <param name="HasSurface">Whether input 0 is the surface pressure.</param>
/// <param name="ReachesGround">Whether the lowest level is the air's lowest layer, as on hybrid axes.</param>
internal sealed record ColumnAxis(double[] FixedPa, double[] SurfaceShare, bool HasSurface, bool ReachesGround)
{
    /// <summary>How many levels there are.</summary>
    internal int Count => FixedPa.Length;

    /// <summary>The pressure of a level in Pa.</summary>
    internal double PressurePa(int level, double surfacePa) => SurfaceShare[level] == 0 ? FixedPa[level] : FixedPa[level] + SurfaceShare[level] * surfacePa;
}
