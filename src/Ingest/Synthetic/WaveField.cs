using System.Numerics;
using System.Runtime.InteropServices;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// A random field of unit variance, correlated in space and time: the sum over zonal wavenumbers m and drawn meridional waves l of
/// a cos(l lat + alpha) cos(m lon - omega t + beta). Any time is evaluated alone; waves too short for a parallel are damped, so that nothing crowds at the poles.
/// </summary>
sealed class WaveField
{
    // Waves shorter than those of this wavenumber at the equator are damped on every parallel, and all of them gently towards the poles,
    // where a field that depends on longitude would have no value.
    const double IsotropicWavenumber = 45;

    readonly GridGeometry geometry;
    readonly (int Wavenumber, double RadiansPerDay, double Phase)[] modes;
    readonly float[] meridional;

    /// <param name="geometry">The grid.</param>
    /// <param name="random">Draws the waves, the same for any grid.</param>
    /// <param name="spectrum">Their statistics.</param>
    internal WaveField(GridGeometry geometry, CounterRandom random, WaveSpectrum spectrum)
    {
        this.geometry = geometry;
        var drawn = new List<(int M, double Amplitude, double L, double Alpha, double Omega, double Beta)>();
        double variance = 0;
        for (int m = spectrum.First; m <= spectrum.Last; m++)
        {
            for (int k = 0; k < spectrum.ModesPerWavenumber; k++)
            {
                double amplitude = Math.Pow((double)m / spectrum.First, -spectrum.Slope) * (0.5 + random.Uniform());
                double l = random.Uniform(-1.2, 1.2) * Math.Max(m, 3);
                double speed = spectrum.EastwardMetresPerSecond + spectrum.SpreadMetresPerSecond * random.Normal();
                double omega = m * speed * 86.4 / (Sphere.EarthRadiusKm * Math.Sqrt(0.5));
                drawn.Add((m, amplitude, l, random.Uniform(0, 2 * Math.PI), omega, random.Uniform(0, 2 * Math.PI)));
                variance += amplitude * amplitude / 4;
            }
        }
        double scale = 1 / Math.Sqrt(variance);
        drawn.RemoveAll(d => d.M > geometry.Wavenumbers);
        modes = [.. drawn.Select(d => (d.M, d.Omega, d.Beta))];
        meridional = new float[geometry.Height * modes.Length];
        for (int row = 0; row < geometry.Height; row++)
        {
            double latitude = geometry.Grid.LatitudeDeg[row] * Sphere.RadiansPerDegree;
            double cos = Math.Max(Math.Cos(latitude), 1e-6);
            for (int k = 0; k < modes.Length; k++)
            {
                var (m, amplitude, l, alpha, _, _) = drawn[k];
                double squeezed = m / (IsotropicWavenumber * cos), taper = cos * cos / (cos * cos + 0.03) / (1 + squeezed * squeezed * squeezed * squeezed);
                meridional[row * modes.Length + k] = (float)(scale * amplitude * taper * Math.Cos(l * latitude + alpha));
            }
        }
    }

    /// <summary>Adds the field at a time, scaled by row and shifted.</summary>
    /// <param name="days">Time in days.</param>
    /// <param name="rowGain">Factor of each row [H]: the standard deviation there.</param>
    /// <param name="shift">Phase in radians by which every wave is moved eastward: pi / 2 is a quarter of its own length.</param>
    /// <param name="target">Receives [H, W].</param>
    internal void Accumulate(double days, ReadOnlySpan<double> rowGain, double shift, Span<float> target)
    {
        int width = geometry.Width, count = modes.Length;
        Span<double> sines = stackalloc double[count], cosines = stackalloc double[count];
        for (int k = 0; k < count; k++) (sines[k], cosines[k]) = Math.SinCos(modes[k].RadiansPerDay * days - modes[k].Phase + shift);
        for (int row = 0; row < geometry.Height; row++)
        {
            double gain = rowGain[row];
            if (gain == 0) continue;
            var cells = target.Slice(row * width, width);
            var shape = meridional.AsSpan(row * count, count);
            for (int k = 0; k < count;)
            {
                int m = modes[k].Wavenumber;
                double c = 0, s = 0;
                for (; k < count && modes[k].Wavenumber == m; k++)
                {
                    c += shape[k] * cosines[k];
                    s += shape[k] * sines[k];
                }
                AddWave(cells, geometry.Cosine(m), geometry.Sine(m), (float)(gain * c), (float)(gain * s));
            }
        }
    }

    static void AddWave(Span<float> cells, ReadOnlySpan<float> cosine, ReadOnlySpan<float> sine, float c, float s)
    {
        var target = MemoryMarshal.Cast<float, Vector<float>>(cells);
        var cosines = MemoryMarshal.Cast<float, Vector<float>>(cosine);
        var sines = MemoryMarshal.Cast<float, Vector<float>>(sine);
        for (int i = 0; i < target.Length; i++) target[i] += cosines[i] * c + sines[i] * s;
        for (int i = target.Length * Vector<float>.Count; i < cells.Length; i++) cells[i] += cosine[i] * c + sine[i] * s;
    }
}
