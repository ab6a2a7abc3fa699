using Rossby.Core;

namespace Rossby.Tests.Native.Ingest;

/// <summary>One way in which users' files are wrong.</summary>
/// <param name="Name">In the table of docs/guard.md.</param>
/// <param name="Apply">The spoilt file, or null where the way does not apply to the channel.</param>
sealed record Spoiling(string Name, Func<SweptFile, string, SweptFile?> Apply)
{
    static readonly (string, string)[] Winds = [("U850", "V850"), ("UBOT", "VBOT")];

    /// <summary>All of them.</summary>
    internal static IReadOnlyList<Spoiling> All { get; } =
    [
        new("x 10", (file, c) => file.Map(c, v => v * 10)),
        new("/ 10", (file, c) => file.Map(c, v => v / 10)),
        new("x 100", (file, c) => file.Map(c, v => v * 100)),
        new("/ 100", (file, c) => file.Map(c, v => v / 100)),
        new("scale_factor x 10", (file, c) => file.Map(c, Scaled(file, c, 10))),
        new("scale_factor / 10", (file, c) => file.Map(c, Scaled(file, c, 0.1))),
        new("+ 273.15", (file, c) => Quantity(c) == ChannelQuantity.Temperature ? file.Map(c, v => v + 273.15) : null),
        new("- 273.15", (file, c) => Quantity(c) == ChannelQuantity.Temperature ? file.Map(c, v => v - 273.15) : null),
        new("hPa for Pa", (file, c) => Quantity(c) == ChannelQuantity.Pressure ? file.Map(c, v => v / 100) : null),
        new("U and V swapped", Swap),
        new("a variable missing", (file, c) => file with { Fields = file.Fields.Where(f => f.Key != c).Append(new("OTHER_" + c, file.Fields[c])).ToDictionary() }),
        new("a level missing", (file, c) => Level(c) is { } level ? file with { Column = (c, [level - 50, level + 50]) } : null),
        new("one row NaN", (file, c) => file.Row(c, file.Height / 3, _ => float.NaN)),
        new("first row NaN", (file, c) => file.Row(c, 0, _ => float.NaN)),
        new("one row its first value", (file, c) => file.Row(c, file.Height / 3, row => row[0])),
        new("one row 0", (file, c) => file.Row(c, 2 * file.Height / 3, _ => 0)),
        new("a time repeated", (file, _) => file.Times.Length > 1 ? file with { Times = [file.Times[0], .. file.Times[..^1]] } : null),
        new("times out of order", (file, _) => file.Times.Length > 1 ? file with { Times = [.. file.Times.Reverse()] } : null),
        new("all rows upside down", (file, _) => file.Fields.Keys.Aggregate(file, (f, c) => f.Move(c, r => f.Height - 1 - r, x => x))),
        new("rows upside down", (file, c) => file.Move(c, r => file.Height - 1 - r, x => x)),
        new("all half round the globe", (file, _) => file.IsGlobe ? file.Fields.Keys.Aggregate(file, (f, c) => f.Move(c, r => r, x => (x + f.Width / 2) % f.Width)) : null),
        new("half round the globe", (file, c) => file.IsGlobe ? file.Move(c, r => r, x => (x + file.Width / 2) % file.Width) : null),
        new("all missing", (file, c) => file.Map(c, _ => double.NaN)),
        new("one value everywhere", (file, c) => file.With(c, [.. file.Fields[c].Select(_ => file.Fields[c].First(v => !float.IsNaN(v)))])),
        .. Enumerable.Range(0, 10).Select(tenths => new Spoiling($"cut at {tenths}0 %", (file, _) => file with { Tenths = tenths })),
    ];

    /// <summary>Whether the file as a whole is spoilt, whichever channel is meant.</summary>
    internal bool IsOfTheFile => Name.StartsWith("cut", StringComparison.Ordinal) || Name.StartsWith("all ", StringComparison.Ordinal) && Name != "all missing" || Name.Contains("time", StringComparison.Ordinal);

    static int? Level(string channel) => ClimateChannels.Find(channel)!.LevelHPa;

    // Of packed values, whose add_offset is the middle of the range: that stays, what is about it grows or shrinks.
    static Func<double, double> Scaled(SweptFile file, string channel, double factor)
    {
        float[] values = [.. file.Fields[channel].Where(v => !float.IsNaN(v))];
        double offset = (values.Min() + (double)values.Max()) / 2;
        return v => offset + factor * (v - offset);
    }

    static ChannelQuantity Quantity(string channel) => ClimateChannels.Find(channel)!.Quantity;

    static SweptFile? Swap(SweptFile file, string channel)
    {
        var pair = Winds.FirstOrDefault(w => w.Item1 == channel);
        return pair.Item1 != null && file.Fields.ContainsKey(pair.Item2)
            ? file.With(pair.Item1, file.Fields[pair.Item2]).With(pair.Item2, file.Fields[pair.Item1]) : null;
    }
}
