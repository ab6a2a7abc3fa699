namespace Rossby.Ingest;

/// <summary>A cold-core low of middle latitudes at a moment.</summary>
/// <param name="Centre">Its centre.</param>
/// <param name="DepthPa">Pressure fall at the centre.</param>
/// <param name="RadiusKm">Where the pressure gradient is largest: the fall is Gaussian.</param>
sealed record LowState(GeoPoint Centre, double DepthPa, double RadiusKm);
