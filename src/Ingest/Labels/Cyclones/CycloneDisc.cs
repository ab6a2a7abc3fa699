using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The radius of the disc that labels a cyclone.</summary>
internal static class CycloneDisc
{
    /// <summary>A measured radius brought within the bounds of the config on this grid.</summary>
    /// <param name="config">The bounds.</param>
    /// <param name="grid">The grid, whose spacing is a bound too.</param>
    /// <param name="measuredDeg">In degrees; null where no radius could be measured.</param>
    internal static (double RadiusDeg, RadiusClipping Clipping) Clip(CycloneDiscConfig config, LatLonGrid grid, double? measuredDeg)
    {
        double least = Math.Max(config.MinimumRadiusDeg, config.MinimumRadiusSpacings * SpacingRange.Of(grid)), largest = Math.Max(least, config.MaximumRadiusDeg);
        if (measuredDeg is not { } measured || measured < least) return (least, RadiusClipping.Lower);
        return measured > largest ? (largest, RadiusClipping.Upper) : (measured, RadiusClipping.None);
    }

    /// <summary>The width of the rings in which the wind is averaged, degrees.</summary>
    internal static double RingDeg(CycloneDiscConfig config, LatLonGrid grid) => Math.Max(config.RingDeg, SpacingRange.Of(grid));
}
