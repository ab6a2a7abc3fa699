namespace Rossby.Ingest;

/// <summary>Spellings that climate files use and udunits does not know, or takes for something else (mb is its millibarn, C its coulomb, gpm its energy).</summary>
internal static class UnitSpellings
{
    static readonly Dictionary<string, string> Table = new(StringComparer.OrdinalIgnoreCase)
    {
        ["mb"] = "hPa", ["mbs"] = "hPa", ["hpa"] = "hPa", ["pa"] = "Pa", ["kpa"] = "kPa",
        ["k"] = "K", ["deg k"] = "K", ["degrees k"] = "K", ["degree k"] = "K", ["deg_k"] = "K",
        ["c"] = "degC", ["deg c"] = "degC", ["degrees c"] = "degC", ["degree c"] = "degC", ["deg_c"] = "degC", ["degrees celsius"] = "degC", ["deg celsius"] = "degC",
        ["f"] = "degF", ["deg f"] = "degF", ["degrees f"] = "degF",
        ["gpm"] = "m", ["geopotential meter"] = "m", ["geopotential meters"] = "m", ["geopotential metres"] = "m", ["gpdm"] = "dam", ["gpdam"] = "dam",
        ["/s"] = "s-1", ["m of water equivalent"] = "m", ["mm of water equivalent"] = "mm",
        ["(0 - 1)"] = "1", ["0-1"] = "1", ["fraction"] = "1", ["dimensionless"] = "1", ["~"] = "1",
    };

    /// <summary>The unit as udunits reads it.</summary>
    internal static string ForUdunits(string units)
    {
        string trimmed = string.Join(' ', units.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return Table.GetValueOrDefault(trimmed, trimmed);
    }
}
