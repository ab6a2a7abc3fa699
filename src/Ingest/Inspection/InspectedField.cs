using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>One field to be looked at.</summary>
/// <param name="Grid">In stored order.</param>
/// <param name="Values">[H, W], NaN where missing.</param>
/// <param name="Name">Channel or variable.</param>
/// <param name="LongName">For people.</param>
/// <param name="Units">Of the values.</param>
/// <param name="When">Its time, or the file when it has none.</param>
public sealed record InspectedField(LatLonGrid Grid, float[] Values, string Name, string LongName, string Units, string When);
