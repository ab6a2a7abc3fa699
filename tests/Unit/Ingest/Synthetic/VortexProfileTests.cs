using FsCheck;
using FsCheck.Fluent;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

/// <summary>The vortex that cyclones are made of.</summary>
public class VortexProfileTests
{
    static readonly Arbitrary<VortexCase> cases = (
        from wind in Gen.Choose(12, 75)
        from radius in Gen.Choose(20, 90)
        from shape in Gen.Choose(100, 220)
        from latitude in Gen.Choose(5, 45)
        from fade in Gen.Choose(250, 900)
        select new VortexCase(wind, radius, shape / 100.0, latitude, fade)).ToArbitrary();

    [Fact]
    public void Pressure_gradient_balances_centrifugal_and_coriolis_force_at_every_radius() =>
        Prop.ForAll(cases, c =>
        {
            var profile = c.Profile;
            for (double r = 0.5 * c.RadiusKm; r < 0.98 * profile.OuterKm; r *= 1.07)
            {
                double step = 0.02 * r, gradient = (profile.At(r + step).AnomalyPa - profile.At(r - step).AnomalyPa) / (2000 * step);
                double wind = profile.At(r).Wind, needed = VortexProfile.Density * (wind * wind / (1000 * r) + c.Coriolis * wind);

                // The table is linear between points about r / 240 apart near the eyewall; the largest gradient is the scale of the error.
                double scale = VortexProfile.Density * c.MaximumWind * c.MaximumWind / (1000 * c.RadiusKm);
                Assert.True(Math.Abs(gradient - needed) < 0.03 * scale, $"{c}: r {r:F0} km: {gradient} against {needed}");
            }
        }).QuickCheckThrowOnFailure();

    // In gradient balance V^2 + |f| r V is the pressure gradient's r / rho dp/dr, which by Holland's formula is largest at that radius, rotation or not. The wind itself
    // is there as asked, but with rotation strongest a little inside: 1.044 times as strong for 12 m/s at 90 km, 45 degrees, B = 1.
    [Fact]
    public void The_wind_is_the_one_asked_for_where_it_was_asked_for_and_the_pressure_gradient_drives_none_faster() =>
        Prop.ForAll(cases, c =>
        {
            var profile = c.Profile;
            Assert.Equal(c.MaximumWind, profile.At(c.RadiusKm).Wind, 0.01 * c.MaximumWind);
            double Driving(double r, double wind) => wind * wind + c.Coriolis * 1000 * r * wind;
            double largest = Driving(c.RadiusKm, c.MaximumWind) * (1 + 1e-9);
            for (double r = 1; r < profile.OuterKm; r += 1) Assert.True(Driving(r, profile.At(r).Wind) < largest, $"{c}: r {r}");
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Outside_there_is_neither_wind_nor_a_fall_of_pressure()
    {
        var profile = new VortexProfile(40, 40, 1.4, 5e-5, 500);
        Assert.Equal((0, 0), profile.At(profile.OuterKm));
        Assert.Equal((0, 0), profile.At(5000));
    }

    [Fact]
    public void The_edge_is_the_outermost_radius_with_that_wind()
    {
        var profile = new VortexProfile(50, 35, 1.3, 4e-5, 600);
        double edge = profile.OutermostKm(10);
        Assert.Equal(10, profile.At(edge).Wind, 0.05);
        for (double r = edge + 5; r < profile.OuterKm; r += 5) Assert.True(profile.At(r).Wind < 10);
        Assert.Equal(0, profile.OutermostKm(60));
    }

    [Fact]
    public void A_fall_of_pressure_is_that_of_hollands_formula()
    {
        // Holland (1980): Vmax = sqrt(B dp / (rho e)) without rotation; the fade beyond 900 km costs little.
        var profile = new VortexProfile(50, 30, 1.6, 0, 900);
        Assert.Equal(VortexProfile.Density * Math.E * 50 * 50 / 1.6, -profile.CentralAnomalyPa, 0.01 * -profile.CentralAnomalyPa);
    }

    sealed record VortexCase(double MaximumWind, double RadiusKm, double Shape, double LatitudeDeg, double FadeKm)
    {
        internal double Coriolis => MoistAir.CoriolisPerSecond(Math.Sin(LatitudeDeg * Math.PI / 180));

        internal VortexProfile Profile => new(MaximumWind, RadiusKm, Shape, Coriolis, FadeKm);
    }
}
