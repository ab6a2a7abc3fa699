using FsCheck;
using FsCheck.Fluent;
using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

/// <summary>What the sphere does not know, the labels must not depend on: where longitude begins, and which pole is up.</summary>
public class CycloneSymmetryTests
{
    const int Height = 46, Width = 72, Steps = 7;

    static readonly LatLonGrid Grid = new([.. Enumerable.Range(0, Height).Select(i => -67.5 + 3 * i)], [.. Enumerable.Range(0, Width).Select(i => 5.0 * i)]);

    // Radii in which a coarse grid has cells.
    static readonly TempestCycloneConfig Config = new() { PressureRadiusDeg = 14, WarmCoreRadiusDeg = 14, WindRadiusDeg = 6 };

    sealed record Weather(Vortex[] Vortices, int Seed, int Columns);

    static readonly Arbitrary<Weather> Weathers = (
        from count in Gen.Choose(1, 6)
        from places in Gen.ArrayOf(Gen.Choose(0, Height * Width - 1), count)
        from depth in Gen.Choose(1000, 6000)
        from seed in Gen.Choose(0, 1_000_000)
        from columns in Gen.Choose(1, Width - 1)
        select new Weather([.. places.Select((p, k) => new Vortex(Grid.LatitudeDeg[p / Width], Grid.LongitudeDeg[p % Width])
        {
            DepthPa = depth + 40 * k, WidthDeg = 5, RadiusOfMaximumWindDeg = 5, MaximumWind = 30 + k,
        })], seed, columns)).ToArbitrary();

    [Fact]
    public void Rolling_the_fields_by_columns_rolls_the_labels() => Prop.ForAll(Weathers, weather =>
    {
        var plain = Label(weather, f => f);
        var rolled = Label(weather, f => f.ToDictionary(p => p.Key, p => Roll(p.Value, weather.Columns)));
        return plain.Zip(rolled).All(pair =>
            Roll(pair.First.Labels, weather.Columns).SequenceEqual(pair.Second.Labels)
            && pair.First.Objects.Select(Facts).SequenceEqual(pair.Second.Objects.Select(Facts)));

        static object Facts(StormObject o) => (o.Cells, o.Track, o.Cyclone!.LatitudeDeg, o.Cyclone.PressurePa, o.Cyclone.R8Deg, o.Cyclone.WindMetresPerSecond);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_mirrored_globe_with_its_northward_wind_reversed_has_the_mirrored_labels() => Prop.ForAll(Weathers, weather =>
    {
        var plain = Label(weather, f => f);
        var mirrored = Label(weather, f => f.ToDictionary(p => p.Key, p => p.Key == "VBOT" ? [.. Mirror(p.Value).Select(v => -v)] : Mirror(p.Value)));
        return plain.Zip(mirrored).All(pair => Mirror(pair.First.Labels).SequenceEqual(pair.Second.Labels));
    }).QuickCheckThrowOnFailure();

    // Vortices drift east by a column a step over a noise that makes every pressure different.
    static IReadOnlyList<LabelledStep> Label(Weather weather, Func<Dictionary<string, float[]>, Dictionary<string, float[]>> change) =>
        InMemoryLabelling.Label(Config, [.. Enumerable.Range(0, Steps).Select(step =>
        {
            var fields = Vortex.Fields(Grid, [.. weather.Vortices.Select(v => v with { LongitudeDeg = (v.LongitudeDeg + 5 * step) % 360 })]);
            var random = new Random(weather.Seed + step);
            foreach (float[] field in fields.Values)
                for (int i = 0; i < field.Length; i++) field[i] += random.NextSingle() * 0.3f;
            return InMemoryLabelling.Step(Grid, 6 * step, change(fields));
        })]);

    static T[] Roll<T>(T[] field, int columns)
    {
        var rolled = new T[field.Length];
        for (int i = 0; i < field.Length; i++) rolled[i / Width * Width + (i % Width + columns) % Width] = field[i];
        return rolled;
    }

    static T[] Mirror<T>(T[] field)
    {
        var mirrored = new T[field.Length];
        for (int i = 0; i < field.Length; i++) mirrored[(Height - 1 - i / Width) * Width + i % Width] = field[i];
        return mirrored;
    }
}
