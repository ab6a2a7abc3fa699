using System.Globalization;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// Tells longitudes that are off by half the globe, as when -180 to 180 was written over data from 0 to 360, by Tibet: nowhere on its latitudes is the ground
/// as high and the air as thin and cold, and halfway round lie the plains of North America.
/// </summary>
internal static class HalfRound
{
    const double SouthDeg = 28, NorthDeg = 38, WestDeg = 80, EastDeg = 100;

    // How much more than over the plains is still weather, or afternoon there and night here.
    static readonly (string Channel, double Margin)[] Lower = [("PS", 2000), ("TREFHT", 5), ("TS", 10)];

    /// <summary>A warning for each channel of a globe that has Tibet in North America.</summary>
    internal static IEnumerable<Finding> Findings(Portraits portraits)
    {
        foreach (var (channel, margin) in Lower)
        {
            if (portraits.Of(channel) is not { } field) continue;
            double tibet = field.Mean(SouthDeg, NorthDeg, WestDeg, EastDeg), plains = field.Mean(SouthDeg, NorthDeg, WestDeg + 180, EastDeg + 180);
            if (!(tibet - plains > margin)) continue;
            yield return new Finding(FindingSeverity.Warning, FindingKind.HalfRound, null, portraits.Subject(channel), string.Create(CultureInfo.InvariantCulture,
                $"the mean is {tibet:G4} over Tibet ({SouthDeg} to {NorthDeg} N, {WestDeg} to {EastDeg} E) and {plains:G4} over the plains halfway round the globe, where more is usual: ")
                + "the columns seem to be shifted by 180 degrees against the longitudes",
                "draw it over a coastline (rossby inspect --map); if so, mend the longitudes in the file");
        }
    }
}
