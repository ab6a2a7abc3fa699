namespace Rossby.Eval;

/// <summary>A straight piece of an outline along cell edges, in degrees: along a parallel or along a meridian.</summary>
internal readonly record struct EdgeSegment(double Longitude1, double Latitude1, double Longitude2, double Latitude2);
