using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// The candidates of <c>teca-tc</c> in one step (teca_tc_detect after gfdl_tc_candidates.f90): a vorticity maximum, the pressure minimum downhill from it, and
/// whether a warm core and a thick column stand above; they are kept whatever these say, the tracks decide. Fields are taken at cells, where TECA fits splines.
/// </summary>
internal sealed class TecaDetector(TecaCycloneConfig config)
{
    // What linmin1 of gfdl_spline.f90 accepts as a change, in the field's unit, whatever it was asked for.
    const double CodedChange = 2.0;

    /// <summary>All channels that <see cref="Detect"/> reads.</summary>
    internal static IReadOnlyList<string> Channels { get; } = ["VORT850", "PSL", "T200", "T500", "THICK", "UBOT", "VBOT"];

    /// <summary>The candidates, the deepest first.</summary>
    internal IReadOnlyList<CycloneCandidate> Detect(LabelInput input)
    {
        var grid = input.Grid;
        float[] vorticity = input.Fields["VORT850"], pressure = input.Fields["PSL"], thickness = input.Fields["THICK"];
        float[] core = CoreTemperature.Mean(input);
        int half = VorticityMaxima.HalfWindow(grid, config.VorticityWindowDeg);
        var found = new Dictionary<int, CycloneCandidate>();
        foreach (int spin in VorticityMaxima.Of(grid, vorticity, config.MinimumVorticityPerSecond, half, config.MaximumLatitudeDeg)
            .OrderByDescending(cell => VorticityMaxima.Cyclonic(vorticity, grid, cell)))
        {
            if (Downhill(grid, pressure, spin) is not { } minimum || found.ContainsKey(minimum)) continue;
            var shape = CompassShape.Test(grid, pressure, minimum, Change(config.PressureRisePa), config.PressureRadiusDeg);
            if (!Passes(shape)) continue;
            var (warmK, warm) = Summit(grid, core, minimum, config.WarmCoreFallK, config.WarmCoreRadiusDeg);
            var (thickM, thick) = Summit(grid, thickness, minimum, config.ThicknessFallM, config.ThicknessRadiusDeg);
            var profile = WindProfile.Speed(grid, minimum, input.Fields["UBOT"], input.Fields["VBOT"], config.RadiusSearchDeg, config.RadiusSearchDeg / config.RadiusBins);
            double? r0 = profile.BeyondThePeak(config.RadiusWindKmPerHour / 3.6);
            double least = Math.Max(config.CoreRadiusDeg, 1.5 * SpacingRange.Of(grid));
            found[minimum] = new CycloneCandidate
            {
                LatitudeDeg = grid.LatitudeDeg[minimum / grid.Width],
                LongitudeDeg = grid.LongitudeDeg[minimum % grid.Width],
                PositionErrorDeg = GridDiagonal.Deg(grid) / 2,
                PressurePa = pressure[minimum],
                Truncated = shape == ContourClosure.Truncated,
                WindMetresPerSecond = StrongestWind.Of(VorticityMaxima.Window(grid, spin, half), input.Fields["UBOT"], input.Fields["VBOT"]),
                WindLevel = WindLevel.Of(input),
                VorticityPerSecond = vorticity[spin],
                CoreTemperatureK = warmK,
                HasWarmCore = warm,
                ThicknessM = thickM,
                HasThickness = thick,
                R0Deg = r0,
                RadiusDeg = r0 > least ? r0.Value : least,
                RadiusClipping = r0 > least ? RadiusClipping.None : RadiusClipping.Lower,
            };
        }
        return [.. found.OrderBy(f => f.Value.PressurePa).ThenBy(f => f.Key).Select(f => f.Value)];
    }

    double Change(double documented) => config.ShapeTest == TecaShapeTest.AsCoded ? Math.Min(documented, CodedChange) : documented;

    bool Passes(ContourClosure shape) => shape == ContourClosure.Closed || (shape == ContourClosure.Truncated && config.Edge == CycloneEdge.Allow);

    // From cell to lowest neighbour until none is lower; null where that leads out of the core.
    int? Downhill(LatLonGrid grid, float[] pressure, int start)
    {
        if (float.IsNaN(pressure[start])) return null;
        var distance = new GridDistance(grid, start);
        int cell = start;
        while (true)
        {
            int lowest = cell;
            foreach (int next in VorticityMaxima.Window(grid, cell, 1))
                if (pressure[next] < pressure[lowest]) lowest = next;
            if (lowest == cell) return cell;
            if (distance.Deg(lowest / grid.Width, lowest % grid.Width) > config.CoreRadiusDeg) return null;
            cell = lowest;
        }
    }

    // The highest value in the core, and whether the field falls off around it.
    (double? Value, bool Stands) Summit(LatLonGrid grid, float[] field, int minimum, double fall, double radiusDeg)
    {
        int summit = -1;
        foreach (var (cell, _) in GridDisc.Around(grid, minimum, config.CoreRadiusDeg))
            if (!float.IsNaN(field[cell]) && (summit < 0 || field[cell] > field[summit])) summit = cell;
        return summit < 0 ? (null, false) : (field[summit], Passes(CompassShape.Test(grid, field, summit, -Change(fall), radiusDeg)));
    }
}
