namespace Rossby.Tests.Native.Ingest;

/// <summary>What nothing in a file gives away: docs/guard.md, 'What it cannot see'.</summary>
static class SweepLimits
{
    static readonly string[] LieLikeAnother = ["Z1000", "PSL", "TS", "TREFHT", "QREFHT", "TMQ", "T500", "Z200", "UBOT", "U850", "VBOT", "V850", "ZBOT"];
    static readonly string[] KnowTibet = ["PS", "TREFHT", "TS"];
    static readonly string[] KnowNoHemisphere = ["V850", "PRECT", "ZBOT"];
    static readonly string[] CoolPoleward = ["T500", "Z200", "TREFHT", "TS"];

    /// <summary>Whether a field that is turned, shifted or flattened about its middle may pass.</summary>
    internal static bool IsBeyond(SweptFile file, Spoiling spoiling, string channel)
    {
        bool hasCompany = file.Fields.Count == 16 && LieLikeAnother.Contains(channel);
        return spoiling.Name switch
        {
            "half round the globe" => !hasCompany && !(KnowTibet.Contains(channel) && ShowsTibet(file)),
            "all half round the globe" => !(file.Fields.Keys.Any(KnowTibet.Contains) && ShowsTibet(file)),
            // Its U is upside down already.
            "rows upside down" or "all rows upside down" when file.Name == RealFiles.UpsideDown => true,
            "rows upside down" => !hasCompany && (file.IsGlobe ? KnowNoHemisphere.Contains(channel) : !IsWide(file) || !CoolPoleward.Contains(channel)),
            "all rows upside down" => !file.IsGlobe && (!IsWide(file) || !file.Fields.Keys.Any(CoolPoleward.Contains)),
            _ => false,
        };
    }

    // At 12 UTC in May it is evening over Tibet and before dawn over the plains; and 1000 hPa, taken for 2 m here, lies below Tibet.
    static bool ShowsTibet(SweptFile file) => file.Name is not ("GFS surface temperature" or "ECMWF levels");

    // From the subtropics into the westerlies of one hemisphere.
    static bool IsWide(SweptFile file) =>
        file.LatitudeDeg[0] * file.LatitudeDeg[^1] > 0 && file.LatitudeDeg[^1] - file.LatitudeDeg[0] > 30 && file.LatitudeDeg.Min(Math.Abs) >= 15;
}
