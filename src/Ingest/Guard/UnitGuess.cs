using System.Globalization;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Guesses what went wrong with a channel whose values cannot be: the guess is only ever told to the user.</summary>
internal static class UnitGuess
{
    /// <summary>One way to go wrong: value x <paramref name="Scale"/> + <paramref name="Offset"/> would be right.</summary>
    readonly record struct Mistake(string Units, double Scale, double Offset, string What);

    static readonly (string Units, Mistake[] Mistakes)[] Known =
    [
        ("Pa", [new("hPa", 100, 0, "hPa"), new("kPa", 1000, 0, "kPa"), new("Pa", 0.01, 0, "Pa already, though the attribute says hPa")]),
        ("K", [new("degC", 1, 273.15, "degrees Celsius"), new("K", 1, -273.15, "kelvin already, though the attribute says Celsius"), new("degF", 5.0 / 9, 459.67 * 5 / 9, "degrees Fahrenheit")]),
        ("m", [new("m2 s-2", 1 / UnitGravity, 0, "geopotential in m2 s-2"), new("m", UnitGravity, 0, "metres already, though the attribute says m2 s-2"), new("dam", 10, 0, "decametres"), new("km", 1000, 0, "kilometres")]),
        ("kg kg-1", [new("g kg-1", 1e-3, 0, "g kg-1"), new("kg kg-1", 1e3, 0, "kg kg-1 already, though the attribute says g kg-1")]),
        ("m s-1", [new("kg m-2 s-1", 1e-3, 0, "kg m-2 s-1 (mm s-1)"), new("mm h-1", 1e-3 / 3600, 0, "mm h-1"), new("mm day-1", 1e-3 / 86400, 0, "mm day-1"), new("km h-1", 1 / 3.6, 0, "km h-1")]),
    ];

    const double UnitGravity = 9.80665;

    /// <summary>What to do about it.</summary>
    /// <param name="channel">The channel as the source gives it.</param>
    /// <param name="tally">Its values in the channel's unit.</param>
    internal static string Remedy(SourceChannel channel, in SampleTally tally)
    {
        foreach (var (units, mistakes) in Known)
        {
            if (units != channel.Units) continue;
            foreach (var mistake in mistakes)
            {
                if (Fits(channel.Name, tally, mistake.Scale, mistake.Offset))
                    return $"they look like {mistake.What}: if so, \"units\": {{ \"{Variable(channel)}\": \"{mistake.Units}\" }} in $.ingest.source";
            }
        }
        foreach (double factor in (ReadOnlySpan<double>)[10, 0.1, 100, 0.01, 1000, 0.001, 1e4, 1e-4])
        {
            if (Fits(channel.Name, tally, factor, 0))
                return string.Create(CultureInfo.InvariantCulture, $"times {factor} they would be usual: look at units, scale_factor and add_offset of the variable");
        }
        return "look at units, scale_factor, add_offset and fill value of the variable; a wrong units attribute is overruled by \"units\" in $.ingest.source";
    }

    static bool Fits(string channel, in SampleTally tally, double scale, double offset)
    {
        if (ClimateChannels.Find(channel)?.PlausibleRange is not { } range) return false;
        if (!range.Contains(tally.Minimum * scale + offset) || !range.Contains(tally.Maximum * scale + offset)) return false;
        if (UsualFields.Of(channel) is not { } usual) return true;
        double mean = tally.Mean * scale + offset, spread = tally.StandardDeviation * scale;
        return mean >= usual.LeastMean && mean <= usual.MostMean && spread >= usual.LeastSpread / 10 && spread <= usual.MostSpread;
    }

    // The origin begins with the variable, then level and conversion.
    static string Variable(SourceChannel channel) => channel.Origin.Split('@', ',', ' ')[0];
}
