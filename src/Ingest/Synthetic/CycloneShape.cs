namespace Rossby.Ingest;

/// <summary>A warm-core vortex as it shows in the fields: winds in gradient balance, the pressure fall, the warm column that balances it hydrostatically, moisture and rain.</summary>
readonly struct CycloneShape(CycloneState state) : IStormShape
{
    // Warming at 1000 and 200 hPa over that at 500 hPa; and how much of the pressure fall still shows in the height of 200 hPa.
    const double Share1000 = 0.05, Share200 = 0.8, AloftShare = 0.3;

    // Height in m of a pressure ratio of e near 300 K.
    const double ScaleHeightM = MoistAir.HeightPerKelvin * 300;

    static readonly double thicknessPerKelvin = MoistAir.ThicknessPerKelvinAt500(Share1000, Share200);
    static readonly double cosInflow = Math.Cos(CycloneState.InflowDeg * Math.PI / 180), sinInflow = Math.Sin(CycloneState.InflowDeg * Math.PI / 180);

    readonly SurfaceFrame frame = new(state.Centre);
    readonly double moistKm = 0.55 * state.Profile.OuterKm;

    public GeoPoint Centre => state.Centre;

    public double ReachKm => Math.Max(state.Profile.OuterKm, 700);

    public double ScaleKm(double distanceKm) => Math.Max(state.RadiusOfMaximumWindKm, 0.4 * distanceKm);

    public void Add(in SamplePoint point, ref StormAnomaly sum)
    {
        var (r, east, north) = frame.At(point);
        if (r > ReachKm) return;
        var (wind, anomaly) = state.Profile.At(r);
        double h = state.Hemisphere, strength = Math.Min(1, state.MaximumWind / 45);

        // Counterclockwise about the centre in the north; near the surface turned inward. The storm's own motion adds about half of itself (Lin and Chavas 2012).
        double tangentEast = -h * north, tangentNorth = h * east, relative = 0.55 * wind / (state.MaximumWind / CycloneState.SurfaceFactor);
        double motionEast = relative * state.EastwardMotion, motionNorth = relative * state.NorthwardMotion;
        sum.U850 += wind * tangentEast + motionEast;
        sum.V850 += wind * tangentNorth + motionNorth;
        double bottom = CycloneState.SurfaceFactor * wind;
        sum.UBOT += bottom * (cosInflow * tangentEast - sinInflow * east) + 0.7 * motionEast;
        sum.VBOT += bottom * (cosInflow * tangentNorth - sinInflow * north) + 0.7 * motionNorth;

        sum.PSL += anomaly;
        double fallM = -ScaleHeightM * Math.Log(1 + anomaly / 101_000), warm = (1 - AloftShare) * fallM / thicknessPerKelvin;
        double wide = r / 450;
        sum.T1000 += Share1000 * warm;
        sum.T500 += warm;
        // The outflow layer is warm far beyond the core, which makes the anticyclone aloft.
        sum.T200 += Share200 * warm + 0.7 * strength * Math.Exp(-0.5 * wide * wide);

        double angle = Math.Atan2(north, east), spiral = 0.5 + 0.5 * Math.Cos(2 * (angle + h * 1.7 * Math.Log(Math.Max(r, 20) / 60)));
        double moist = r / moistKm, broad = Math.Exp(-moist * moist);
        sum.TMQ += (4 + 11 * strength) * broad * (0.8 + 0.3 * spiral);
        sum.ColumnHumidity += 0.12 * strength * broad;

        // Rain in m s-1: the eyewall ring, and bands out to a few hundred km (Lonfat, Marks and Chen 2004).
        double ring = (r - state.RadiusOfMaximumWindKm) / (0.6 * state.RadiusOfMaximumWindKm + 30), band = r / (140 + 0.18 * state.Profile.OuterKm);
        sum.PRECT += 3.6e-6 * (0.15 + strength) * (Math.Exp(-0.5 * ring * ring) + 0.45 * Math.Exp(-band * band) * (0.3 + 1.2 * spiral));
    }

    public void Cell(int cell, in StormAnomaly mean)
    {
    }
}
