namespace Rossby.Ingest;

/// <summary>A cold-core low as it shows in pressure, temperature and moisture; its winds follow from the balance of the whole field.</summary>
readonly struct LowShape(LowState state) : IStormShape
{
    // Half-width of a front.
    const double FrontKm = 140;

    readonly SurfaceFrame frame = new(state.Centre);
    readonly double hemisphere = state.Centre.LatitudeDeg >= 0 ? 1 : -1;

    public GeoPoint Centre => state.Centre;

    public double ReachKm => 3.2 * state.RadiusKm;

    public double ScaleKm(double distanceKm) => 1.3 * FrontKm;

    public void Add(in SamplePoint point, ref StormAnomaly sum)
    {
        var (r, east, north) = frame.At(point);
        if (r > ReachKm) return;
        double x = r * east / state.RadiusKm, y = r * north * hemisphere / state.RadiusKm, q = x * x + y * y, depthHPa = state.DepthPa / 100;
        double core = Math.Exp(-0.5 * q) * Math.Clamp((3.2 - Math.Sqrt(q)) / 0.5, 0, 1);
        sum.PSL -= state.DepthPa * core;

        // Warm air streams poleward ahead of the low, cold air behind it; aloft the core is cold and lies to the west, the stratosphere above it warm.
        sum.T1000 += 0.24 * depthHPa * x * core - 0.02 * depthHPa * core;
        double behind = x + 0.6, aloft = Math.Exp(-0.5 * (behind * behind + y * y) / 1.3);
        sum.T500 += (-0.17 * aloft + 0.06 * x * core) * depthHPa;
        sum.T200 += 0.12 * aloft * depthHPa;

        // The cold front trails equatorward and bends west; the warm front leads east; a dry slot follows.
        double fromCold = (x - 0.25 + 0.28 * y * y) * state.RadiusKm / FrontKm, cold = y < 0.2 ? Math.Exp(-0.5 * fromCold * fromCold - 0.25 * y * y) : 0;
        double fromWarm = (y - 0.1 + 0.3 * x) * state.RadiusKm / FrontKm, warm = x > 0 ? Math.Exp(-0.3 * fromWarm * fromWarm - 0.5 * (x - 0.6) * (x - 0.6)) : 0;
        double head = Math.Exp(-2 * ((x + 0.1) * (x + 0.1) + (y - 0.35) * (y - 0.35)));
        double strength = Math.Min(1.3, depthHPa / 25);
        sum.ColumnHumidity += strength * (0.16 * cold + 0.12 * warm + 0.12 * head - 0.12 * Math.Exp(-0.7 * ((x + 0.9) * (x + 0.9) + (y + 0.5) * (y + 0.5))));
        sum.PRECT += strength * 1.1e-7 * (cold + 0.9 * warm + 0.9 * head);
    }

    public void Cell(int cell, in StormAnomaly mean)
    {
    }
}
