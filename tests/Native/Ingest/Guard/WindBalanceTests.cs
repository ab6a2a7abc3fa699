using Rossby.Core;
using Xunit;

namespace Rossby.Tests.Native.Ingest;

/// <summary>A wind made of a pressure by the geostrophic formula passes; exchanged or turned round it is named, in either hemisphere.</summary>
public sealed class WindBalanceTests : IDisposable
{
    const int Height = 40, Width = 60;
    const double Density = 1.1, RotationPerS = 7.292e-5, RadiusM = 6.371e6, Radian = Math.PI / 180;

    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_balanced_wind_passes_and_an_exchanged_or_reversed_one_is_named(int hemisphere)
    {
        var (u, v, p) = Balanced(hemisphere);
        Assert.Equal("", Say(hemisphere, u, v, p));
        Assert.Contains("warning [winds-swapped] channels U850, V850 and PSL", Say(hemisphere, v, u, p), StringComparison.Ordinal);
        Assert.Contains("warning [channels-disagree] channels U850, V850 and PSL", Say(hemisphere, [.. u.Select(x => -x)], [.. v.Select(x => -x)], p), StringComparison.Ordinal);
    }

    static double[] Latitudes(int hemisphere) => [.. Enumerable.Range(0, Height).Select(r => hemisphere > 0 ? 30.5 + r : -69.5 + r)];

    // Pressure falls poleward, with waves on it that stand neither east to west nor north to south.
    static (float[] U, float[] V, float[] P) Balanced(int hemisphere)
    {
        const double mean = 101000, slope = 2500, wave = 900, wavesEast = 9, wavesNorth = 6;
        float[] u = new float[Height * Width], v = new float[Height * Width], p = new float[Height * Width];
        for (int i = 0; i < p.Length; i++)
        {
            double latitude = Latitudes(hemisphere)[i / Width] * Radian, longitude = i % Width * Radian, phase = (wavesEast * longitude) + (wavesNorth * latitude);
            double rotation = 2 * RotationPerS * Math.Sin(latitude);
            p[i] = (float)(mean - (slope * Math.Pow(Math.Sin(latitude), 2)) + (wave * Math.Sin(phase)));
            double north = ((-2 * slope * Math.Sin(latitude) * Math.Cos(latitude)) + (wave * wavesNorth * Math.Cos(phase))) / RadiusM;
            double east = wave * wavesEast * Math.Cos(phase) / (RadiusM * Math.Cos(latitude));
            (u[i], v[i]) = ((float)(-north / (rotation * Density)), (float)(east / (rotation * Density)));
        }
        return (u, v, p);
    }

    string Say(int hemisphere, float[] u, float[] v, float[] p)
    {
        var file = new SweptFile("balanced", Latitudes(hemisphere), [.. Enumerable.Range(0, Width).Select(c => (double)c)], [0.25], "days since 2001-04-10", "noleap",
            new Dictionary<string, float[]> { ["U850"] = u, ["V850"] = v, ["PSL"] = p });
        file.Write(folder["x.nc"]);
        return Guarded.Say(new FilesSourceConfig { Paths = ["x.nc"] }, folder.Path, ["U850", "V850", "PSL"]);
    }
}
