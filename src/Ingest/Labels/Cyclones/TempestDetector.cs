using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// The candidates of <c>tempest-tc</c> in one step: pressure minima with a closed contour and a warm core; of those near each other the deepest (SCIENCE, Labels).
/// DetectNodes merges before it tests; here the tested ones are merged, so that a minimum that is no cyclone never hides one.
/// </summary>
internal sealed class TempestDetector(TempestCycloneConfig config)
{
    /// <summary>The level of UBOT and VBOT.</summary>
    internal const string WindLevel = "lowest model level";

    /// <summary>The channel of the pressure.</summary>
    internal string PressureChannel { get; } = config.Pressure == CyclonePressure.SeaLevel ? "PSL" : "PS";

    /// <summary>All channels that <see cref="Detect"/> reads.</summary>
    internal IReadOnlyList<string> Channels =>
    [
        PressureChannel,
        .. config.WarmCore == CycloneTest.Required ? ["T200", "T500"] : Array.Empty<string>(),
        .. config.Wind == CycloneTest.Required ? ["UBOT", "VBOT"] : Array.Empty<string>(),
    ];

    /// <summary>The candidates, the deepest first.</summary>
    internal IReadOnlyList<CycloneCandidate> Detect(LabelInput input)
    {
        var grid = input.Grid;
        float[] pressure = input.Fields[PressureChannel];
        float[]? core = config.WarmCore == CycloneTest.Required ? CoreTemperature(input) : null;
        var found = new List<(int Cell, bool Truncated)>();
        foreach (int cell in PressureMinima.Of(grid, pressure))
        {
            var contour = ClosedContour.Trace(grid, pressure, cell, config.PressureRisePa, config.PressureRadiusDeg);
            if (!Passes(contour)) continue;
            var warm = core == null ? ContourClosure.Closed : WarmCore(grid, core, cell);
            if (Passes(warm)) found.Add((cell, contour == ContourClosure.Truncated || warm == ContourClosure.Truncated));
        }
        return [.. Merge.Deepest(grid, pressure, found, config.MergeDeg).Select(f => Measure(input, f.Cell, f.Truncated))];
    }

    bool Passes(ContourClosure contour) =>
        contour == ContourClosure.Closed || (contour == ContourClosure.Truncated && config.Edge == CycloneEdge.Allow);

    static float[] CoreTemperature(LabelInput input)
    {
        float[] upper = input.Fields["T200"], middle = input.Fields["T500"], mean = new float[upper.Length];
        for (int i = 0; i < mean.Length; i++) mean[i] = 0.5f * (upper[i] + middle[i]);
        return mean;
    }

    ContourClosure WarmCore(LatLonGrid grid, float[] core, int minimum)
    {
        double diagonal = Math.Min(GridDiagonalDeg(grid), config.WarmCoreOffsetCapDeg);
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

    CycloneCandidate Measure(LabelInput input, int cell, bool truncated)
    {
        var grid = input.Grid;
        double? wind = null, r8 = null;
        if (config.Wind == CycloneTest.Required)
        {
            float[] eastward = input.Fields["UBOT"], northward = input.Fields["VBOT"];
            wind = StrongestWind(grid, cell, eastward, northward);
            var profile = new WindProfile(grid, cell, eastward, northward, config.Disc.SearchDeg, CycloneDisc.RingDeg(config.Disc, grid));
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
            PositionErrorDeg = GridDiagonalDeg(grid) / 2,
            PressurePa = input.Fields[PressureChannel][cell],
            Truncated = truncated,
            WindMetresPerSecond = wind,
            WindLevel = wind == null ? null : WindLevel,
            R8Deg = r8,
            RadiusDeg = radius,
            RadiusClipping = clipping,
        };
    }

    double? StrongestWind(LatLonGrid grid, int centre, float[] eastward, float[] northward)
    {
        double? strongest = null;
        foreach (var (cell, _) in GridDisc.Around(grid, centre, config.WindRadiusDeg))
        {
            double speed = Math.Sqrt((double)eastward[cell] * eastward[cell] + (double)northward[cell] * northward[cell]);
            if (!double.IsNaN(speed) && !(strongest >= speed)) strongest = speed;
        }
        return strongest;
    }

    static double GridDiagonalDeg(LatLonGrid grid) =>
        Math.Sqrt(grid.LatitudeSpacingDeg * grid.LatitudeSpacingDeg + grid.LongitudeSpacingDeg * grid.LongitudeSpacingDeg);
}
