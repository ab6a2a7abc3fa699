using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>A filament as it shows in the fields, in coordinates along and across its spine.</summary>
struct FilamentShape : IStormShape
{
    const double Density = 1.1;

    readonly FilamentState state;
    readonly LatLonGrid grid;
    readonly byte[] labels;
    readonly double hemisphere, coriolis, halfKm, xx, xy, xz, yx, yy, yz, zx, zy, zz;
    double areaKm2, peak;

    /// <param name="state">The filament.</param>
    /// <param name="grid">The grid, for areas.</param>
    /// <param name="labels">Receives the class where a river's own transport is large enough.</param>
    internal FilamentShape(FilamentState state, LatLonGrid grid, byte[] labels)
    {
        (this.state, this.grid, this.labels) = (state, grid, labels);
        hemisphere = state.Centre.LatitudeDeg >= 0 ? 1 : -1;
        var (sinLatitude, cosLatitude) = Math.SinCos(state.Centre.LatitudeDeg * Sphere.RadiansPerDegree);
        var (sinLongitude, cosLongitude) = Math.SinCos(state.Centre.LongitudeDeg * Sphere.RadiansPerDegree);
        var (sinHeading, cosHeading) = Math.SinCos(state.HeadingDeg * Sphere.RadiansPerDegree);
        coriolis = MoistAir.CoriolisPerSecond(sinLatitude);
        halfKm = state.LengthKm / 2;

        // x points up at the centre, y along the spine, z to its left.
        (xx, xy, xz) = (cosLatitude * cosLongitude, cosLatitude * sinLongitude, sinLatitude);
        (yx, yy, yz) = (-cosHeading * sinLongitude - sinHeading * sinLatitude * cosLongitude, cosHeading * cosLongitude - sinHeading * sinLatitude * sinLongitude, sinHeading * cosLatitude);
        (zx, zy, zz) = (xy * yz - xz * yy, xz * yx - xx * yz, xx * yy - xy * yx);
    }

    public readonly GeoPoint Centre => state.Centre;

    public readonly double ReachKm => halfKm + 2.5 * state.WidthKm + Math.Abs(state.BowKm);

    /// <summary>The river's area and largest transport, once planted.</summary>
    internal readonly RiverRecord Record => new(state.Id, state.Centre, state.LengthKm, areaKm2, peak);

    public readonly double ScaleKm(double distanceKm) => 0.8 * state.WidthKm;

    public readonly void Add(in SamplePoint p, ref StormAnomaly sum)
    {
        double px = p.CosLatitude * p.CosLongitude, py = p.CosLatitude * p.SinLongitude, pz = p.SinLatitude;
        double sine = px * zx + py * zy + pz * zz, acrossKm = Sphere.EarthRadiusKm * Math.Asin(Math.Clamp(sine, -1, 1));
        if (Math.Abs(acrossKm) > 4 * state.WidthKm + Math.Abs(state.BowKm) + Math.Abs(state.WaveKm)) return;
        double forward = px * yx + py * yy + pz * yz, up = px * xx + py * xy + pz * xz, alongKm = Sphere.EarthRadiusKm * Math.Atan2(forward, up);
        double s = alongKm / halfKm;
        if (Math.Abs(s) >= 1) return;

        // Distance to the left of the spine, and the spine's slope there.
        var (sinWave, cosWave) = Math.SinCos(Math.PI * s);
        double slope = (2 * state.BowKm * s + Math.PI * state.WaveKm * cosWave) / halfKm, norm = 1 / Math.Sqrt(1 + slope * slope);
        double d = (acrossKm - state.BowKm * s * s - state.WaveKm * sinWave) * norm / state.WidthKm;
        if (Math.Abs(d) > 4) return;
        double fade = Math.Min(1, (1 - Math.Abs(s)) / 0.28), ends = fade * fade * (3 - 2 * fade);
        double moisture = state.Moisture * ends * (1 - 0.28 * s) * Math.Exp(-0.5 * d * d);
        double jet = state.Jet * Math.Sqrt(ends) * (1 + 0.12 * s) * Math.Exp(-0.6 * d * d);

        // The direction of the spine at this point, east and north.
        double radius = Math.Sqrt(forward * forward + up * up), tx = (up * yx - forward * xx) / radius, ty = (up * yy - forward * xy) / radius, tz = (up * yz - forward * xz) / radius;
        double cosAcross = Math.Max(radius, 1e-9), nx = (zx - sine * px) / cosAcross, ny = (zy - sine * py) / cosAcross, nz = (zz - sine * pz) / cosAcross;
        double dx = norm * (tx + slope * nx), dy = norm * (ty + slope * ny), dz = norm * (tz + slope * nz);
        double east = -dx * p.SinLongitude + dy * p.CosLongitude;
        double north = -p.SinLatitude * (dx * p.CosLongitude + dy * p.SinLongitude) + p.CosLatitude * dz;

        double near = Math.Exp(-0.25 * d * d) * ends;
        sum.ColumnHumidity -= state.Kind.Drying * near;
        sum.Slack += state.Kind.Slack * near;
        sum.TMQ += moisture;
        sum.Transport += moisture * jet * FilamentState.TransportPerProxy;
        sum.U850 += jet * east;
        sum.V850 += jet * north;

        // Near the surface weaker, and turned towards the low-pressure side.
        double bottom = 0.6 * jet, turned = 0.3 * hemisphere;
        sum.UBOT += bottom * (east - turned * north);
        sum.VBOT += bottom * (north + turned * east);

        // Pressure falls to the left in the north: at the spine exactly as much as balances the jet.
        double distanceM = 1000 * d * state.WidthKm;
        sum.PSL -= Density * coriolis * 0.85 * state.Jet * ends * distanceM * Math.Exp(-0.5 * d * d / 1.7);
        double warm = Math.Min(1, state.Moisture / 20) * ends * Math.Exp(-0.5 * (d + 0.4 * hemisphere) * (d + 0.4 * hemisphere));
        sum.T1000 += 2.5 * warm;
        sum.T500 += 1.5 * warm;
        sum.PRECT += 4.5e-10 * moisture * jet * (0.7 + 0.4 * s) * Math.Exp(-0.3 * d * d);
    }

    public void Cell(int cell, in StormAnomaly mean)
    {
        peak = Math.Max(peak, mean.Transport);
        if (!state.IsRiver || mean.Transport < FilamentState.RiverTransport) return;
        areaKm2 += grid.CellAreaKm2(cell);
        if (labels[cell] == SegmentationClass.Background) labels[cell] = SegmentationClass.AtmosphericRiver;
    }
}
