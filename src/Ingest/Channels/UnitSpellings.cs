namespace Rossby.Ingest;

/// <summary>The spellings of units that climate files use, by a table (CF, GRIB's names, ECMWF's and NASA's habits).</summary>
internal static class UnitSpellings
{
    /// <summary>Standard gravity in m s-2, by which geopotential and height convert (SCIENCE, Units).</summary>
    internal const double StandardGravity = 9.80665;

    const double WaterDensity = 1000; // kg m-3 (SCIENCE, Units)
    const string Water = "water of 1000 kg m-3";
    const string Gravity = "g = 9.80665 m s-2";

    static readonly Dictionary<string, UnitSpelling> Table = Build(
        (new("Pa"), ["pa", "pascal", "pascals"]),
        (new("Pa", 100), ["hpa", "mb", "mbar", "millibar", "millibars", "hectopascal", "hectopascals"]),
        (new("Pa", 1000), ["kpa"]),
        (new("m s-1"), ["m s-1", "m/s", "m.s-1", "m sec-1", "m/sec", "meter s-1", "meters/second", "meter/sec", "meters per second", "metres per second"]),
        (new("kg m-2"), ["kg m-2", "kg/m2", "kg.m-2"]),
        (new("kg m-2", 1, 0, Water), ["mm"]),
        (new("kg m-1 s-1"), ["kg m-1 s-1", "kg/m/s", "kg/(m s)", "kg/(m*s)", "kg.m-1.s-1", "kg s-1 m-1", "kg/ms"]),
        (new("kg kg-1"), ["kg kg-1", "kg/kg", "kg.kg-1", "1"]),
        (new("kg kg-1", 1e-3), ["g kg-1", "g/kg"]),
        (new("K"), ["k", "kelvin", "degk", "deg k", "degrees k", "degree_k"]),
        (new("K", 1, 273.15), ["degc", "deg c", "c", "celsius", "degree_celsius", "degrees_celsius", "degrees c", "°c"]),
        (new("m"), ["m", "meter", "meters", "metre", "metres", "gpm", "geopotential meter", "geopotential meters"]),
        (new("m", 1 / StandardGravity, 0, Gravity), ["m2 s-2", "m2/s2", "m2.s-2"]),
        (new("s-1"), ["s-1", "1/s", "/s", "sec-1"]),
        (new("kg m-2 s-1"), ["kg m-2 s-1", "kg/m2/s", "kg/(m2 s)", "kg.m-2.s-1"]),
        (new("m s-1", 1e-3), ["mm s-1", "mm/s"]),
        (new("m s-1", 1e-3 / 3600), ["mm h-1", "mm/h", "mm hr-1", "mm/hr", "mm/hour"]),
        (new("m s-1", 1e-3 / 86400), ["mm day-1", "mm/day", "mm d-1", "mm/d"]));

    /// <summary>The spelling's meaning, or null when it is unknown. Case, '**' and '^' do not matter.</summary>
    internal static UnitSpelling? Find(string units) => Table.GetValueOrDefault(Normalise(units));

    /// <summary>What turns values in one unit into another, or null when the table does not know how.</summary>
    internal static UnitSpelling? Convert(string from, string to)
    {
        if (Find(to) is not { } target || Find(from) is not { } source)
            return Normalise(from) == Normalise(to) ? new UnitSpelling(to) : null;
        if (source.Units == target.Units) return new UnitSpelling(to, source.Scale / target.Scale, (source.Offset - target.Offset) / target.Scale, source.Assumption);
        // A flux of water is a depth over time.
        if (source.Units == "kg m-2 s-1" && target.Units == "m s-1") return new UnitSpelling(to, 1 / WaterDensity, 0, Water);
        return null;
    }

    static string Normalise(string units) =>
        string.Join(' ', units.ToLowerInvariant().Replace("**", "", StringComparison.Ordinal).Replace("^", "", StringComparison.Ordinal)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));

    static Dictionary<string, UnitSpelling> Build(params ReadOnlySpan<(UnitSpelling Meaning, string[] Spellings)> rows)
    {
        var table = new Dictionary<string, UnitSpelling>(StringComparer.Ordinal);
        foreach (var (meaning, spellings) in rows)
            foreach (string spelling in spellings) table.Add(spelling, meaning);
        return table;
    }
}
