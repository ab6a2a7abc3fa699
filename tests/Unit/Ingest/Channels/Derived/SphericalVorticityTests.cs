using FsCheck;
using FsCheck.Fluent;
using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest.Derived;

public class SphericalVorticityTests
{
    const double RadiusM = Sphere.EarthRadiusKm * 1000;

    static LatLonGrid Global(int height, int width, bool poles, double west = 0) => new(
        [.. Enumerable.Range(0, height).Select(i => poles ? -90 + 180.0 * i / (height - 1) : -90 + 180.0 * (i + 0.5) / height)],
        [.. Enumerable.Range(0, width).Select(i => west + 360.0 * i / width)]);

    static LatLonGrid Regional(int height, int width) => new(
        [.. Enumerable.Range(0, height).Select(i => 20 + 40.0 * i / (height - 1))], [.. Enumerable.Range(0, width).Select(i => 300 + 60.0 * i / (width - 1))]);

    static float[] Of(LatLonGrid grid, Func<double, double, double> f) =>
        [.. grid.LatitudeDeg.SelectMany(lat => grid.LongitudeDeg.Select(lon => (float)f(lat * Math.PI / 180, lon * Math.PI / 180)))];

    static float[] Vorticity(LatLonGrid grid, float[] u, float[] v)
    {
        float[] result = new float[grid.CellCount];
        SphericalVorticity.Compute(grid, u, v, result);
        return result;
    }

    static double LargestError(float[] actual, float[] exact) => actual.Zip(exact, (a, e) => Math.Abs((double)a - e)).Max();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Solid_body_rotation_turns_at_2_omega_sin_latitude(bool poles)
    {
        const double omega = 1e-5; // 64 m/s at the equator
        double Error(int height)
        {
            var grid = Global(height, 2 * height, poles);
            return LargestError(Vorticity(grid, Of(grid, (phi, _) => omega * RadiusM * Math.Cos(phi)), new float[grid.CellCount]), Of(grid, (phi, _) => 2 * omega * Math.Sin(phi)));
        }
        // A centred difference of cos^2 over spacing h errs by h^2 / 6 x 8 sin cos, so the vorticity by 4 / 3 h^2 omega sin. Float rounds u to 4e-6 m/s, the vorticity over 1 degree to 4e-11 s-1.
        foreach (int height in new[] { 45, 181 })
        {
            double spacing = Math.PI / (poles ? height - 1 : height);
            Assert.InRange(Error(height), spacing * spacing * omega, 4.0 / 3 * spacing * spacing * omega + 1e-10);
        }
    }

    [Fact]
    public void Rotation_about_an_axis_in_the_equator_is_right_at_the_poles_and_across_the_seam()
    {
        // Vorticity 2 omega sin(angle from the axis' equator): 2 omega cos(phi) cos(lambda) for the axis through (0 N, 0 E); u = -omega a sin(phi) cos(lambda), v = omega a sin(lambda).
        const double omega = 1e-5;
        foreach (bool poles in new[] { true, false })
        {
            var grid = Global(91, 180, poles, west: 0.7);
            float[] u = Of(grid, (phi, lambda) => -omega * RadiusM * Math.Sin(phi) * Math.Cos(lambda)), v = Of(grid, (_, lambda) => omega * RadiusM * Math.Sin(lambda));
            float[] vorticity = Vorticity(grid, u, v);
            for (int i = 0; i < vorticity.Length; i++)
            {
                double phi = grid.LatitudeDeg[i / 180] * Math.PI / 180, lambda = grid.LongitudeDeg[i % 180] * Math.PI / 180, h = Math.PI / 90;
                // h^2 / 6 of the third derivatives, 1 of v and 4 cos(2 phi) of u cos(phi), over cos(phi); at the pole the cap's mean is exact by symmetry.
                double tolerance = omega * (Math.Abs(phi) > 1.5707 ? 1e-5 : h * h / 6 * (1 + 4 * Math.Abs(Math.Cos(2 * phi))) / Math.Cos(phi) + 1e-5);
                Assert.InRange(vorticity[i] - 2 * omega * Math.Cos(phi) * Math.Cos(lambda), -tolerance, tolerance);
            }
        }
    }

    // Williamson et al. (1992), J. Comput. Phys. 102, test case 6: wavenumber R = 4, omega = K = 7.848e-6 s-1.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_Rossby_Haurwitz_wave_has_its_closed_form(bool poles)
    {
        const double k = 7.848e-6, r = 4;
        var grid = Global(361, 720, poles);
        float[] u = Of(grid, (phi, lambda) => RadiusM * k * (Math.Cos(phi)
            + Math.Pow(Math.Cos(phi), r - 1) * (r * Math.Pow(Math.Sin(phi), 2) - Math.Pow(Math.Cos(phi), 2)) * Math.Cos(r * lambda)));
        float[] v = Of(grid, (phi, lambda) => -RadiusM * k * r * Math.Pow(Math.Cos(phi), r - 1) * Math.Sin(phi) * Math.Sin(r * lambda));
        float[] exact = Of(grid, (phi, lambda) => 2 * k * Math.Sin(phi) - k * Math.Sin(phi) * Math.Pow(Math.Cos(phi), r) * (r * r + 3 * r + 2) * Math.Cos(r * lambda));
        // h = 0.0087: (R h)^2 / 6 = 2e-4 of the largest term, 30 K / 3.5.
        Assert.InRange(LargestError(Vorticity(grid, u, v), exact), 0, 10 * k * 3e-4);
    }

    [Fact]
    public void On_an_open_grid_the_edges_are_one_sided_and_nothing_wraps()
    {
        const double omega = 1e-5;
        var grid = Regional(81, 121);
        float[] u = Of(grid, (phi, lambda) => omega * RadiusM * (Math.Cos(phi) - Math.Sin(phi) * Math.Cos(lambda)));
        float[] v = Of(grid, (_, lambda) => omega * RadiusM * Math.Sin(lambda));
        float[] exact = Of(grid, (phi, lambda) => 2 * omega * (Math.Sin(phi) + Math.Cos(phi) * Math.Cos(lambda)));
        // One-sided: h^2 / 3, h = 0.0087; the rounding of u, 4e-6 m/s over 0.5 degree at 60 N, is 3e-10 s-1.
        Assert.InRange(LargestError(Vorticity(grid, u, v), exact), 0, 2 * omega * 1e-4);
    }

    [Fact]
    public void The_mean_over_the_globe_is_zero()
    {
        // Stokes: the sphere has no edge. The discrete sum telescopes in longitude; in latitude it holds to second order.
        Prop.ForAll(Gen.Choose(1, 6).Two().SelectMany(w => Gen.Choose(-100, 100).Select(phase => (w.Item1, w.Item2, phase))).ToArbitrary(), wave =>
        {
            var grid = Global(181, 360, poles: false);
            var (m, n, phase) = wave;
            float[] u = Of(grid, (phi, lambda) => 30 * Math.Pow(Math.Cos(phi), 2) * Math.Cos(n * phi + phase) * (1 + Math.Sin(m * lambda)));
            float[] v = Of(grid, (phi, lambda) => 20 * Math.Cos(phi) * Math.Sin(m * lambda + n * phi));
            float[] vorticity = Vorticity(grid, u, v);
            double mean = 0, size = 0;
            for (int i = 0; i < vorticity.Length; i++)
            {
                mean += vorticity[i] * grid.CellAreaKm2(i);
                size += Math.Abs(vorticity[i]) * grid.CellAreaKm2(i);
            }
            return Math.Abs(mean) < 2e-3 * size;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_missing_wind_makes_its_neighbours_missing_and_nothing_else()
    {
        var grid = Global(9, 16, poles: false);
        float[] u = Of(grid, (phi, _) => Math.Cos(phi)), v = new float[grid.CellCount];
        u[4 * 16 + 0] = float.NaN;
        v[2 * 16 + 8] = float.NaN;
        float[] vorticity = Vorticity(grid, u, v);
        int[] missing = [.. Enumerable.Range(0, vorticity.Length).Where(i => float.IsNaN(vorticity[i]))];
        Assert.Equal([2 * 16 + 7, 2 * 16 + 8, 2 * 16 + 9, 3 * 16, 4 * 16, 5 * 16], missing);
    }

    [Fact]
    public void The_poles_of_a_regional_grid_are_missing()
    {
        var grid = new LatLonGrid([86, 88, 90], [0, 1, 2, 3]);
        float[] vorticity = Vorticity(grid, new float[12], new float[12]);
        Assert.All(vorticity[8..], v => Assert.True(float.IsNaN(v)));
        Assert.All(vorticity[..8], v => Assert.Equal(0, v));
    }
}
