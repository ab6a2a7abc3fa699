using System.ComponentModel;

namespace Rossby.Core;

/// <summary>
/// What the published program does that its description would not lead one to expect (create_multichannel_multithreshold_labels.py, floodFillSearch.py).
/// Each is on as published; off, the description is followed.
/// </summary>
public sealed record DeepCamQuirksConfig
{
    /// <summary>Rivers end at column 0.</summary>
    [Description("Rivers end at the first and last column; off: they go on across the seam of a global grid.")]
    public bool RiversStopAtSeam { get; init; } = true;

    /// <summary>Cells of a river touch by a side.</summary>
    [Description("Cells of a river are connected by their sides only; off: by corners too.")]
    public bool FourNeighbours { get; init; } = true;

    /// <summary>The flood never enters the first cell from its east or north.</summary>
    [Description("The flood does not enter cell 0, the south-westernmost, from a neighbour. It shows nowhere, because the search starts at that cell; kept for completeness.")]
    public bool FirstCellUnreachable { get; init; } = true;

    /// <summary>Areas on a sphere of 6170 km.</summary>
    [Description("Areas of rivers are taken on a sphere of 6170 km; off: 6371 km.")]
    public bool EarthRadius6170 { get; init; } = true;

    /// <summary>Boxes end at column 0.</summary>
    [Description("The box about a cyclone is cut at the first and last column; off: it goes on across the seam of a global grid.")]
    public bool BoxesStopAtSeam { get; init; } = true;

    /// <summary>Easterlies and northerlies are small.</summary>
    [Description("U850 and V850 are compared with their percentile by sign, so that easterlies and northerlies are never strong; off: by size.")]
    public bool SignedWinds { get; init; } = true;

    /// <summary>Only the last cyclone keeps the cells found in wind and rain.</summary>
    [Description("With each cyclone of a step the mask begins anew from the cells found in TMQ, so that only the last keeps those found in wind and rain; off: each cyclone keeps the largest piece of all four.")]
    public bool RestartUnion { get; init; } = true;

    /// <summary>The anomaly flag overlooks cyclones.</summary>
    [Description("The share of background that marks a step as an anomaly is taken before cyclones are added; off: after.")]
    public bool BackgroundOfRiversAlone { get; init; } = true;
}
