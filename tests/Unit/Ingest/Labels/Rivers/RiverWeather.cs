using Rossby.Core;
using Rossby.Ingest;

namespace Rossby.Tests.Unit.Ingest;

/// <summary>Grids and transport fields for tests of river detectors.</summary>
static class RiverWeather
{
    internal static readonly LatLonGrid Globe = Grid(61, 120);

    internal static LatLonGrid Grid(int height, int width) =>
        new([.. Enumerable.Range(0, height).Select(i => -90.0 + 180.0 * i / (height - 1))], [.. Enumerable.Range(0, width).Select(i => 360.0 * i / width)]);

    /// <summary>Waves of random phase and length, slanted bands of 0 to 900 kg m-1 s-1, symmetric neither in latitude nor in longitude.</summary>
    internal static float[] Bands(LatLonGrid grid, int seed)
    {
        var random = new CounterRandom((ulong)seed, 7);
        var waves = Enumerable.Range(0, 12).Select(_ => (
            M: Math.Floor(random.Uniform(1, 9)), L: random.Uniform(-9, 9), Phase: random.Uniform(0, 2 * Math.PI), Size: random.Uniform(0.3, 1))).ToArray();
        float[] field = new float[grid.CellCount];
        for (int i = 0; i < field.Length; i++)
        {
            double latitude = grid.LatitudeDeg[i / grid.Width] * Sphere.RadiansPerDegree, longitude = grid.LongitudeDeg[i % grid.Width] * Sphere.RadiansPerDegree;
            double sum = waves.Sum(w => w.Size * Math.Cos(w.M * longitude + w.L * latitude + w.Phase));
            field[i] = (float)(90 * Math.Exp(0.55 * sum) * (0.3 + Math.Cos(latitude)));
        }
        return field;
    }

    internal static LabelInput Input(LatLonGrid grid, params (string Channel, float[] Field)[] fields) => new(
        grid, new ClimateTime(2015, 12, 12, 21600), 0, fields.ToDictionary(f => f.Channel, f => f.Field), fields.ToDictionary(f => f.Channel, f => $"{f.Channel}.nc"));

    /// <summary>Every row moved east by a number of columns.</summary>
    internal static T[] Roll<T>(LatLonGrid grid, T[] field, int columns) =>
        [.. Enumerable.Range(0, field.Length).Select(i => field[i / grid.Width * grid.Width + ((i % grid.Width - columns) % grid.Width + grid.Width) % grid.Width])];

    /// <summary>North and south exchanged.</summary>
    internal static T[] Mirror<T>(LatLonGrid grid, T[] field) =>
        [.. Enumerable.Range(0, field.Length).Select(i => field[(grid.Height - 1 - i / grid.Width) * grid.Width + i % grid.Width])];
}
