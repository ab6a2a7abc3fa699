using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// The candidates of <c>tempest-tc</c> in one step: pressure minima with a closed contour and a warm core; of those near each other the deepest (SCIENCE, Labels).
/// DetectNodes merges before it tests; here the tested ones are merged, so that a minimum that is no cyclone never hides one.
/// </summary>
internal sealed class TempestDetector(TempestCycloneConfig config, bool heightIsKnown)
{
    /// <summary>The channel of the pressure.</summary>
    internal string PressureChannel { get; } = config.Pressure == CyclonePressure.SeaLevel ? "PSL" : "PS";

    /// <summary>All channels that <see cref="Detect"/> reads.</summary>
    internal IReadOnlyList<string> Channels =>
    [
        PressureChannel,
        .. config.WarmCore == CycloneTest.Required ? ["T200", "T500"] : Array.Empty<string>(),
        .. config.Wind == CycloneTest.Required ? ["UBOT", "VBOT"] : Array.Empty<string>(),
        .. Reduces ? [SurfacePressureScreen.HeightChannel] : Array.Empty<string>(),
    ];

    /// <summary>Surface pressure is reduced to sea level.</summary>
    internal bool Reduces => config.Pressure == CyclonePressure.Surface && heightIsKnown;

    /// <summary>Surface pressure is taken as it is, mountains and all.</summary>
    internal bool MistakesMountains => config.Pressure == CyclonePressure.Surface && !heightIsKnown;

    /// <summary>The candidates, the deepest first.</summary>
    internal IReadOnlyList<CycloneCandidate> Detect(LabelInput input)
    {
        var grid = input.Grid;
        float[] pressure = input.Fields[PressureChannel];
        if (Reduces) pressure = SurfacePressureScreen.Reduce(pressure, input.Fields[SurfacePressureScreen.HeightChannel]);
        float[]? core = config.WarmCore == CycloneTest.Required ? CoreTemperature.Mean(input) : null;
        var found = new List<(int Cell, bool Truncated)>();
        foreach (int cell in PressureMinima.Of(grid, pressure))
        {
            var contour = ClosedContour.Trace(grid, pressure, cell, config.PressureRisePa, config.PressureRadiusDeg);
            if (!Passes(contour) || (MistakesMountains && IsMountain(input, cell, pressure[cell]))) continue;
            var warm = core == null ? ContourClosure.Closed : WarmCore(grid, core, cell);
            if (Passes(warm)) found.Add((cell, contour == ContourClosure.Truncated || warm == ContourClosure.Truncated));
        }
        return [.. Merge.Deepest(grid, pressure, found, config.MergeDeg).Select(f => Measure(input, f.Cell, pressure[f.Cell], f.Truncated))];
    }

    bool Passes(ContourClosure contour) =>
        contour == ContourClosure.Closed || (contour == ContourClosure.Truncated && config.Edge == CycloneEdge.Allow);

    bool IsMountain(LabelInput input, int cell, double pressurePa)
    {
        if (pressurePa < SurfacePressureScreen.LowestPa) return true;
        if (config.Wind == CycloneTest.Off) return false;
        double searchDeg = Math.Max(SurfacePressureScreen.CirculationDeg, 2 * SpacingRange.Of(input.Grid));
        return WindProfile.Tangential(input.Grid, cell, input.Fields["UBOT"], input.Fields["VBOT"], searchDeg, CycloneDisc.RingDeg(config.Disc, input.Grid))
            .Outermost(config.Disc.EdgeWindMetresPerSecond) == null;
    }

    ContourClosure WarmCore(LatLonGrid grid, float[] core, int minimum)
    {
        double diagonal = Math.Min(GridDiagonal.Deg(grid), config.WarmCoreOffsetCapDeg);
        int warmest = -1;
        bool missing = false;
        foreach (var (cell, _) in GridDisc.Around(grid, minimum, Math.Max(config.WarmCoreOffsetDeg, diagonal)))
        {
            if (float.IsNaN(core[cell])) missing = true;
            else if (warmest < 0 || core[cell] > core[warmest]) warmest = cell;
        }
        if (warmest < 0) return ContourClosure.Truncated;
        var contour = ClosedContour.Trace(grid, core, warmest, -config.WarmCoreFallK, config.WarmCoreRadiusDeg);
        return contour == ContourClosure.Closed && missing ? ContourClosure.Truncated : contour;
    }

    CycloneCandidate Measure(LabelInput input, int cell, double pressurePa, bool truncated)
    {
        var grid = input.Grid;
        double? wind = null, r8 = null;
        if (config.Wind == CycloneTest.Off)
        {
            // How far it reaches is not known: up to the largest disc, and what of that is not seen may be part of it.
            truncated |= GridDisc.Around(grid, cell, config.Disc.MaximumRadiusDeg).Exists(c => StormMeasure.TouchesUnseen(grid, c.Cell, input.Fields[PressureChannel]));
        }
        else
        {
            float[] eastward = input.Fields["UBOT"], northward = input.Fields["VBOT"];
            wind = StrongestWind.Of(GridDisc.Around(grid, cell, config.WindRadiusDeg).Select(c => c.Cell), eastward, northward);
            var profile = WindProfile.Tangential(grid, cell, eastward, northward, config.Disc.SearchDeg, CycloneDisc.RingDeg(config.Disc, grid));
            if (profile.Outermost(config.Disc.EdgeWindMetresPerSecond) is { } edge)
            {
                r8 = edge.RadiusDeg;
                truncated |= edge.AtTheEnd && edge.RadiusDeg < config.Disc.MaximumRadiusDeg;
            }
        }
        var (radius, clipping) = CycloneDisc.Clip(config.Disc, grid, r8);
        return new CycloneCandidate
        {
            LatitudeDeg = grid.LatitudeDeg[cell / grid.Width],
            LongitudeDeg = grid.LongitudeDeg[cell % grid.Width],
            PositionErrorDeg = GridDiagonal.Deg(grid) / 2,
            PressurePa = pressurePa,
            Truncated = truncated,
            WindMetresPerSecond = wind,
            WindLevel = wind == null ? null : WindLevel.Of(input),
            R8Deg = r8,
            RadiusDeg = radius,
            RadiusClipping = clipping,
        };
    }
}
