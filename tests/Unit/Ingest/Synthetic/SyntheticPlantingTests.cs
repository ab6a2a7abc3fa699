using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

/// <summary>Single storms planted into still air.</summary>
public class SyntheticPlantingTests
{
    static readonly GridGeometry geometry = new(96, 144);

    static CycloneState Cyclone(double latitude, double longitude) => new()
    {
        Id = 1,
        Centre = new(latitude, longitude),
        MaximumWind = 45,
        RadiusOfMaximumWindKm = 45,
        EastwardMotion = -4,
        NorthwardMotion = 2,
        Profile = new VortexProfile(45 / CycloneState.SurfaceFactor, 45, 1.3, MoistAir.CoriolisPerSecond(Math.Sin(Math.Abs(latitude) * Math.PI / 180)), 600),
    };

    static FilamentState River(double latitude, double longitude) => new()
    {
        Id = 1,
        Kind = FilamentKind.River,
        Centre = new(latitude, longitude),
        HeadingDeg = latitude > 0 ? 35 : -35,
        LengthKm = 5000,
        WidthKm = 320,
        BowKm = -400,
        WaveKm = 200,
        Moisture = 22,
        Jet = 27,
    };

    static SyntheticFields Planted<T>(T shape) where T : struct, IStormShape
    {
        var fields = new SyntheticFields(geometry.Grid.CellCount);
        StormPlanter.Plant(geometry, ref shape, fields);
        return fields;
    }

    static SyntheticFields PlantedRiver(FilamentState state, out RiverRecord record)
    {
        var fields = new SyntheticFields(geometry.Grid.CellCount);
        var shape = new FilamentShape(state, geometry.Grid, fields.Labels);
        StormPlanter.Plant(geometry, ref shape, fields);
        record = shape.Record;
        return fields;
    }

    [Fact]
    public void A_cyclone_on_the_seam_is_the_same_cyclone_half_the_world_away()
    {
        var seam = Planted(new CycloneShape(Cyclone(17.3, 0.4)));
        var dateline = Planted(new CycloneShape(Cyclone(17.3, 180.4)));
        foreach (string channel in new[] { "PSL", "U850", "V850", "UBOT", "VBOT", "T500", "TMQ", "PRECT" })
            AssertRolled(dateline.Channel(channel), seam.Channel(channel), 72);
    }

    [Fact]
    public void A_river_on_the_seam_is_the_same_river_half_the_world_away()
    {
        var seam = PlantedRiver(River(38, 2), out _);
        var dateline = PlantedRiver(River(38, 182), out _);
        AssertRolled(dateline.TMQ, seam.TMQ, 72);
        AssertRolled(dateline.U850, seam.U850, 72);
        AssertRolled([.. dateline.Labels.Select(l => (float)l)], [.. seam.Labels.Select(l => (float)l)], 72);
    }

    [Theory]
    [InlineData(16.2, 1)]
    [InlineData(-16.2, -1)]
    public void A_cyclone_turns_cyclonically_and_its_lowest_wind_flows_in(double latitude, int sign)
    {
        var state = Cyclone(latitude, 151.1) with { EastwardMotion = 0, NorthwardMotion = 0 };
        var fields = Planted(new CycloneShape(state));
        var (tangential, radial, _) = Ring(fields.UBOT, fields.VBOT, state.Centre, 150, 500);
        Assert.True(sign * tangential > 6, $"{tangential}");
        Assert.True(radial < -2, $"{radial}");
    }

    [Theory]
    [InlineData(14.0)]
    [InlineData(-21.0)]
    public void Wind_at_850_hPa_balances_the_planted_pressure_in_either_hemisphere(double latitude)
    {
        // Along the meridian through the centre the wind is zonal: -(V^2 / r + |f| V) = (1 / rho) dp/dr towards the centre.
        var shape = new CycloneShape(Cyclone(latitude, 200) with { EastwardMotion = 0, NorthwardMotion = 0 });
        double f = 1.4584e-4 * Math.Abs(Math.Sin(latitude * Math.PI / 180));
        foreach (double r in new[] { -700.0, -450, -200, -80, 80, 200, 450, 700 })
        {
            var (here, inner, outer) = (At(r), At(0.98 * r), At(1.02 * r));
            double gradient = (outer.PSL - inner.PSL) / (40 * Math.Abs(r)), v = Math.Abs(here.U850), needed = v * v / (1000 * Math.Abs(r)) + f * v;
            Assert.Equal(needed, gradient / 1.15, 0.04 * needed);

            // Poleward of the centre, easterly in both hemispheres.
            Assert.True(here.U850 * r * Math.Sign(latitude) < 0);
            Assert.Equal(0, here.V850, 1e-6);
        }

        StormAnomaly At(double northKm)
        {
            var (sin, cos) = Math.SinCos((latitude + northKm / (Sphere.EarthRadiusKm * Sphere.RadiansPerDegree)) * Math.PI / 180);
            var (sinLongitude, cosLongitude) = Math.SinCos(200 * Math.PI / 180);
            var sum = default(StormAnomaly);
            shape.Add(new SamplePoint(sin, cos, sinLongitude, cosLongitude), ref sum);
            return sum;
        }
    }

    [Fact]
    public void The_mask_of_a_cyclone_is_the_disc_of_its_r8_and_at_least_one_cell()
    {
        var state = Cyclone(-13, 359.8);
        byte[] labels = new byte[geometry.Grid.CellCount];
        CycloneMask.Mark(geometry.Grid, state, labels);
        double r8 = state.R8Km, area = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            double d = Sphere.DistanceKm(geometry.Grid.LatitudeDeg[i / 144], geometry.Grid.LongitudeDeg[i % 144], -13, 359.8);
            if (d > 300) Assert.Equal(d <= r8, labels[i] == SegmentationClass.TropicalCyclone);
            if (labels[i] == SegmentationClass.TropicalCyclone) area += geometry.Grid.CellAreaKm2(i);
        }
        // Cells are 55,000 km2; a disc of r8 has some ten of them.
        Assert.Equal(Math.PI * r8 * r8, area, 0.25 * Math.PI * r8 * r8);

        byte[] small = new byte[geometry.Grid.CellCount];
        CycloneMask.Mark(geometry.Grid, state with { Centre = new(-14.2, 1.2), Profile = new VortexProfile(20, 20, 2.3, 4e-5, 60) }, small);
        Assert.Single(small, l => l == SegmentationClass.TropicalCyclone);
    }

    [Fact]
    public void A_rivers_label_is_where_its_own_transport_reaches_250()
    {
        var fields = PlantedRiver(River(40, 200), out var record);
        double area = 0;
        for (int i = 0; i < fields.Labels.Length; i++)
        {
            // The product of cell means differs a little from the mean of products: leave out the margin.
            double transport = FilamentState.TransportPerProxy * fields.TMQ[i] * Math.Sqrt(fields.U850[i] * fields.U850[i] + fields.V850[i] * fields.V850[i]);
            if (transport is < 225 or > 280) Assert.Equal(transport > 250, fields.Labels[i] == SegmentationClass.AtmosphericRiver);
            if (fields.Labels[i] == SegmentationClass.AtmosphericRiver) area += geometry.Grid.CellAreaKm2(i);
        }
        Assert.Equal(area, record.AreaKm2, 1);
        Assert.InRange(record.AreaKm2, 8e5, 3e6);
        Assert.InRange(record.PeakTransport, 300, 700);
    }

    [Fact]
    public void Plumes_and_dry_jets_are_never_labelled()
    {
        var fields = PlantedRiver(River(40, 200) with { Kind = FilamentKind.MoistPlume }, out _);
        Assert.DoesNotContain(fields.Labels, l => l != SegmentationClass.Background);
        foreach (var kind in new[] { FilamentKind.MoistPlume, FilamentKind.DryJet })
            Assert.True(kind.JetHigh * 1.12 * kind.MoistureHigh * 1.15 * 1.28 * FilamentState.TransportPerProxy < FilamentState.RiverTransport);
    }

    [Fact]
    public void A_planted_pressure_fall_keeps_its_mass_on_a_coarser_grid()
    {
        // Cell means, not samples: the area integral of the anomaly hardly depends on the grid.
        double fine = Integral(new GridGeometry(361, 720)), coarse = Integral(new GridGeometry(91, 180)), coarsest = Integral(new GridGeometry(46, 72));
        Assert.Equal(fine, coarse, 0.02 * Math.Abs(fine));
        Assert.Equal(fine, coarsest, 0.04 * Math.Abs(fine));

        static double Integral(GridGeometry on)
        {
            var fields = new SyntheticFields(on.Grid.CellCount);
            var shape = new CycloneShape(Cyclone(15, 123.4));
            StormPlanter.Plant(on, ref shape, fields);
            return fields.PSL.Select((p, i) => p * on.Grid.CellAreaKm2(i)).Sum();
        }
    }

    // Mean cyclonic-in-the-north tangential and outward wind over the cells of a ring, and how many there are.
    internal static (double Tangential, double Radial, int Cells) Ring(float[] u, float[] v, GeoPoint centre, double fromKm, double toKm)
    {
        var grid = geometry.Grid;
        double tangential = 0, radial = 0;
        int cells = 0;
        for (int i = 0; i < u.Length; i++)
        {
            double latitude = grid.LatitudeDeg[i / grid.Width], longitude = grid.LongitudeDeg[i % grid.Width];
            double d = Sphere.DistanceKm(latitude, longitude, centre.LatitudeDeg, centre.LongitudeDeg);
            if (d < fromKm || d > toKm) continue;
            double x = Sphere.WrapLongitude(longitude - centre.LongitudeDeg, -180) * Math.Cos(latitude * Math.PI / 180), y = latitude - centre.LatitudeDeg, norm = Math.Sqrt(x * x + y * y);
            tangential += (-y * u[i] + x * v[i]) / norm;
            radial += (x * u[i] + y * v[i]) / norm;
            cells++;
        }
        return (tangential / cells, radial / cells, cells);
    }

    static void AssertRolled(float[] expected, float[] actual, int columns)
    {
        float scale = expected.Max(Math.Abs);
        Assert.True(scale > 0);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i / 144 * 144 + (i % 144 + columns) % 144], actual[i], 1e-5 * scale);
    }
}
