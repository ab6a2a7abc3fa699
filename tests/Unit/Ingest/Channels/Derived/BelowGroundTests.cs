using FsCheck;
using FsCheck.Fluent;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest.Derived;

/// <summary>Below the ground: the standard atmosphere goes on as it is; a high or hot ground is not followed by the full lapse rate.</summary>
public class BelowGroundTests
{
    const double SeaLevelK = 288.15, SeaLevelPa = 101325, LapseKPerM = 0.0065, GasConstant = 287.04, Gravity = 9.80616;

    // Hydrostatic, with a constant lapse rate: p / p0 = (T / T0)^(g / (R Gamma)).
    static double Pa(double heightM) => SeaLevelPa * Math.Pow(1 - LapseKPerM * heightM / SeaLevelK, Gravity / (GasConstant * LapseKPerM));

    static double HeightM(double pa) => (1 - Math.Pow(pa / SeaLevelPa, GasConstant * LapseKPerM / Gravity)) * SeaLevelK / LapseKPerM;

    static double Kelvin(double heightM) => SeaLevelK - LapseKPerM * heightM;

    [Theory]
    [InlineData(10, 1000)]
    [InlineData(400, 1000)]
    [InlineData(1500, 850)]
    [InlineData(1900, 1000)]
    public void The_standard_atmosphere_goes_on_as_it_is(double groundM, double levelHPa)
    {
        double lowestM = groundM + 60, targetPa = 100 * levelHPa;
        Assert.Equal(Kelvin(HeightM(targetPa)), BelowGround.Temperature(targetPa, Pa(groundM), Pa(lowestM), Kelvin(lowestM), groundM), 0.05);
        Assert.Equal(HeightM(targetPa), BelowGround.Height(targetPa, Pa(groundM), Pa(lowestM), Kelvin(lowestM), groundM), 0.5);
    }

    [Fact]
    public void Beneath_a_high_and_hot_ground_it_does_not_grow_warmer() =>
        Assert.Equal(BelowGround.Temperature(60000, 60000, 59000, 305, 4500), BelowGround.Temperature(85000, 60000, 59000, 305, 4500), 1e-9);

    // 2250 m lies in the middle between the full lapse rate and the plateau's 298 K at sea level.
    [Fact]
    public void Between_the_two_it_goes_over_without_a_step()
    {
        double At(double groundM) => BelowGround.Temperature(100000, 78000, 77500, 290, groundM);
        Assert.Equal(At(2000 - 1e-6), At(2000 + 1e-6), 1e-6);
        Assert.Equal(At(2500 - 1e-6), At(2500 + 1e-6), 1e-6);
    }

    [Fact]
    public void At_the_ground_the_height_is_the_grounds_and_falls_with_pressure()
    {
        var cases = from ground in Gen.Choose(-100, 6000) from kelvin in Gen.Choose(200, 320) from surface in Gen.Choose(48000, 103000) select (ground, kelvin, surface);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            double At(double pa) => BelowGround.Height(pa, c.surface, 0.995 * c.surface, c.kelvin, c.ground);
            double Warmth(double pa) => BelowGround.Temperature(pa, c.surface, 0.995 * c.surface, c.kelvin, c.ground);
            Assert.Equal(c.ground, At(c.surface), 1e-9);
            double[] deeper = [.. Enumerable.Range(0, 8).Select(k => c.surface * (1 + 0.1 * k))];
            Assert.All(deeper.Zip(deeper.Skip(1)), p => Assert.True(At(p.First) > At(p.Second)));
            Assert.All(deeper.Zip(deeper.Skip(1)), p => Assert.True(Warmth(p.First) <= Warmth(p.Second)));
        }).QuickCheckThrowOnFailure();
    }
}
