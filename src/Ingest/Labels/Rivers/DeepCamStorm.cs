namespace Rossby.Ingest;

/// <summary>A cyclone about which <c>deepcam-compat</c> draws a box.</summary>
/// <param name="LatitudeDeg">Its centre.</param>
/// <param name="LongitudeDeg">Its centre.</param>
/// <param name="RadiusDeg">Its radius r0 (TECA: where the wind falls to 63 km/h), before the margin is added.</param>
internal sealed record DeepCamStorm(double LatitudeDeg, double LongitudeDeg, double RadiusDeg);
