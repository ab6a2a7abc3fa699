namespace Rossby.Eval;

/// <summary>The shores of the world ocean as lines of (longitude, latitude) in degrees, longitude in [0, 360].</summary>
/// <param name="Lines">Each line's points, longitude and latitude in turn: [lon0, lat0, lon1, lat1, ...].</param>
/// <param name="Source">Where they come from, for captions.</param>
public sealed record Coastline(IReadOnlyList<float[]> Lines, string Source);
