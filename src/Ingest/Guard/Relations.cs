using System.Globalization;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// Tells channels of which each looks as it may but which do not go together, by the hydrostatic equation, saturation and the sea. Bounds are some times what
/// ECMWF levels, CAM's and synthetic weather show; one channel in another unit, or off by the freezing point, leaves them.
/// </summary>
internal static class Relations
{
    // R / g of dry air, m K-1; over the Southern Ocean the surface is sea all the way round, near 276 K.
    const double HeightPerKelvin = 287.05 / 9.80665, SouthernOceanK = 276, DayTimesWater = 86400e3, SouthDeg = -62, NorthDeg = -56, TropicsDeg = 20;

    static readonly Relation[] All =
    [
        new(["PSL", "PS"], "mean difference over the Southern Ocean in Pa", -150, 150, m => Ocean(m[0]) - Ocean(m[1])),
        new(["Z1000", "PSL"], "mean difference in m between Z1000 and the height of 1000 hPa that PSL gives over the Southern Ocean", -15, 15,
            m => Ocean(m[0]) - HeightPerKelvin * SouthernOceanK * Math.Log(Ocean(m[1]) / 1e5)),
        new(["Z200", "Z1000", "T500", "T200"], "thickness over temperature of the tropics in m K-1", 49.6, 51.4,
            m => (Tropics(m[0]) - Tropics(m[1])) / (0.5 * (Tropics(m[2]) + Tropics(m[3])))),
        new(["TS", "TREFHT"], "mean difference over the Southern Ocean in K", -6, 6, m => Ocean(m[0]) - Ocean(m[1])),
        new(["TREFHT", "T500"], "mean difference over the tropics in K", 20, 42, m => Tropics(m[0]) - Tropics(m[1])),
        new(["T500", "T200"], "mean difference over the tropics in K", 36, 60, m => Tropics(m[0]) - Tropics(m[1])),
        new(["QREFHT", "TREFHT"], "relative humidity of the tropics", 0.4, 1.1, m => Tropics(m[0]) / Saturation(Tropics(m[1]))) { IsOfTheGlobe = true },
        new(["TMQ", "QREFHT"], "precipitable water over specific humidity of the tropics in kg m-2", 1200, 5000, m => Tropics(m[0]) / Tropics(m[1])) { IsOfTheGlobe = true },
        new(["TMQ", "PRECT"], "days for which the precipitable water would last", 1.5, 50, m => m[0].Mean(-60, 60) / (DayTimesWater * m[1].Mean(-60, 60))) { IsOfTheGlobe = true },
        new(["UBOT", "U850"], "ratio of standard deviations along parallels", 0.25, 1.5, m => m[0].Spread(-90, 90) / m[1].Spread(-90, 90)) { IsOfStorms = true },
        new(["VBOT", "V850"], "ratio of standard deviations along parallels", 0.25, 1.5, m => m[0].Spread(-90, 90) / m[1].Spread(-90, 90)) { IsOfStorms = true },
    ];

    /// <summary>A warning for each relation that does not hold.</summary>
    internal static IEnumerable<Finding> Findings(Portraits portraits, GridReach reach)
    {
        foreach (var relation in All)
        {
            if (!reach.IsGlobe && (relation.IsOfTheGlobe || (relation.IsOfStorms && !reach.IsMidLatitude))) continue;
            var fields = Array.ConvertAll(relation.Channels, portraits.Of);
            if (fields.Contains(null)) continue;
            double value = relation.Value(fields!);
            // Comparisons with NaN are false.
            if (!(value < relation.Least || value > relation.Most)) continue;
            yield return new Finding(FindingSeverity.Warning, FindingKind.ChannelsDisagree, null, $"channels {string.Join(", ", relation.Channels)}",
                string.Create(CultureInfo.InvariantCulture, $"{relation.What}: {value:G4}, where {relation.Least:G4} to {relation.Most:G4} is usual"),
                "one of them is in another unit, of another level or of other data: look at units, scale_factor and add_offset, and which variables were found (rossby inspect)");
        }
    }

    static double Ocean(Mosaic field) => field.Mean(SouthDeg, NorthDeg);

    static double Tropics(Mosaic field) => field.Mean(-TropicsDeg, TropicsDeg);

    // Specific humidity over water at 1000 hPa (Bolton 1980, equation 10).
    static double Saturation(double temperatureK)
    {
        double celsius = temperatureK - 273.15, vapour = 611.2 * Math.Exp(17.67 * celsius / (celsius + 243.5));
        return 0.622 * vapour / (1e5 - 0.378 * vapour);
    }
}
