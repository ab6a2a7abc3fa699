using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>Generated CAM5-like weather with known truth: for demonstration, tests and benchmarks only.</summary>
public sealed record SyntheticSourceConfig : SourceConfig
{
    /// <summary>What must be said wherever generated fields or scores on them appear.</summary>
    public const string Notice = "synthetic weather: for demonstration, tests and benchmarks only; scores on it say nothing about real storms";

    /// <summary>Rows.</summary>
    [Description("Rows of the grid, pole to pole."), Range(16, 4096)]
    public int Height { get; init; } = 96;

    /// <summary>Columns.</summary>
    [Description("Columns of the grid, from 0 E."), Range(32, 8192)]
    public int Width { get; init; } = 144;

    /// <summary>Time steps.</summary>
    [Description("Time steps to generate."), Range(1, 1000000)]
    public int Steps { get; init; } = 365;

    /// <summary>Hours between steps.</summary>
    [Description("Hours between time steps."), Range(0.0, 8760.0, MinimumIsExclusive = true)]
    public double StepHours { get; init; } = 24;

    /// <summary>First year of the noleap calendar.</summary>
    [Description("First year; the run begins on 1 January of the noleap calendar."), Range(1, 9999)]
    public int StartYear { get; init; } = 2001;

    /// <summary>Time steps in one file.</summary>
    [Description("Time steps in one NetCDF file."), Range(1, 100000)]
    public int StepsPerFile { get; init; } = 73;

    /// <summary>Mean number of tropical cyclones formed in a year.</summary>
    [Description("Tropical cyclones formed in a year; 70 to 110 on Earth."), Range(0.0, 1000.0)]
    public double CyclonesPerYear { get; init; } = 90;

    /// <summary>Mean number of atmospheric rivers present at a time.</summary>
    [Description("Atmospheric rivers present at a time, both hemispheres."), Range(0.0, 60.0)]
    public double RiversAtATime { get; init; } = 14;
}
