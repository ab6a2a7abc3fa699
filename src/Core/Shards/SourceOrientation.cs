namespace Rossby.Core;

/// <summary>How the source orders its grid, so that masks go back as they came (SCIENCE, Grid).</summary>
/// <param name="NorthToSouth">The source's rows run north to south.</param>
/// <param name="FirstColumn">The stored column that is the source's column 0.</param>
/// <param name="LatitudeName">The source's name of the row coordinate.</param>
/// <param name="LongitudeName">The source's name of the column coordinate.</param>
/// <param name="SourceLongitudeDeg">The source's own longitudes [W], or [W + 1] with a repeated cyclic column.</param>
public sealed record SourceOrientation(
    bool NorthToSouth, int FirstColumn, string LatitudeName, string LongitudeName, IReadOnlyList<double> SourceLongitudeDeg);
