namespace Rossby.Ingest;

/// <summary>The parameters of one of the detectors that vote in <c>bard-ar</c>.</summary>
/// <param name="Percentile">Percentile of the damped field that a cell must reach.</param>
/// <param name="HalfWidthDeg">Half width at half maximum of the damping about the equator.</param>
/// <param name="MinimumAreaKm2">Smaller objects are dropped.</param>
internal readonly record struct BardDraw(double Percentile, double HalfWidthDeg, double MinimumAreaKm2);
