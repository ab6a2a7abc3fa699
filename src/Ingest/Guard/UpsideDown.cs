using System.Globalization;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// Tells rows that stand upside down against their latitudes by what differs between the hemispheres in any weather: the southern westerlies and the trough
/// around Antarctica, the ice sheet, the northern continents; in January and February and in July and August, which of them has summer.
/// Margins leave room for single days (ERA5, ECMWF, CMIP and ECHAM files, synthetic weather of a year).
/// </summary>
internal static class UpsideDown
{
    static readonly HemisphereFact[] Facts =
    [
        new("U850", 45, 60, -1, 2, "mean wind at 45 to 60 degrees, where the southern westerlies are the stronger"),
        new("UBOT", 45, 60, -1, 2, "mean wind at 45 to 60 degrees, where the southern westerlies are the stronger"),
        new("VBOT", 10, 25, -1, 1, "mean wind at 10 to 25 degrees, where trade winds blow towards the equator"),
        new("PSL", 55, 70, 1, 300, "mean at 55 to 70 degrees, where the trough around Antarctica is the deeper"),
        new("Z1000", 55, 70, 1, 25, "mean at 55 to 70 degrees, where the trough around Antarctica is the deeper"),
        new("PS", 75, 90, 1, 5000, "mean poleward of 75 degrees, where Antarctica is high and the Arctic is sea"),
        new("TS", 40, 60, 1, 0.5, "standard deviation along 40 to 60 degrees, where the south has no continents") { IsSpread = true },
        new("TREFHT", 40, 60, 1, 0.5, "standard deviation along 40 to 60 degrees, where the south has no continents") { IsSpread = true },
        new("VORT850", 50, 70, 1, 1e-6, "mean at 50 to 70 degrees, where the poleward side of the westerlies turns cyclonically, each way in its hemisphere"),
        new("T500", 40, 60, 0, 1, "mean at 40 to 60 degrees, where summer is the warmer"),
        new("T200", 45, 65, 0, 1, "mean at 45 to 65 degrees, where summer is the warmer"),
        new("Z200", 40, 60, 0, 30, "mean at 40 to 60 degrees, where summer is the higher"),
        new("TMQ", 30, 60, 0, 1, "mean at 30 to 60 degrees, where summer is the moister"),
        new("QREFHT", 30, 60, 0, 5e-4, "mean at 30 to 60 degrees, where summer is the moister"),
        new("PRECT", 0, 20, 0, 5e-9, "mean at 0 to 20 degrees, where the rain belt follows the summer"),
    ];

    // Between the equatorward and the poleward third of a region that reaches from the subtropics into the westerlies, warm air lies equatorward.
    static readonly (string Channel, double Margin)[] FallsPoleward = [("T500", 3), ("Z200", 60), ("TREFHT", 3), ("TS", 5)];

    const double LeastSpanDeg = 25, EquatorwardDeg = 15, SubtropicsDeg = 32, PolewardDeg = 45;

    /// <summary>A warning for each channel of a globe whose hemispheres look exchanged.</summary>
    internal static IEnumerable<Finding> OnGlobe(Portraits portraits)
    {
        foreach (var fact in Facts)
        {
            foreach (int greater in fact.Greater == 0 ? [-1, 1] : new[] { fact.Greater })
            {
                if ((fact.Greater == 0 ? portraits.OfSummer(fact.Channel, greater) : portraits.Of(fact.Channel)) is not { } field) continue;
                var (north, south) = fact.Of(field);
                // Comparisons with NaN are false.
                if (!(greater * (north - south) < -fact.Margin)) continue;
                yield return Of(portraits, fact.Channel, string.Create(CultureInfo.InvariantCulture,
                    $"{fact.What}, is {north:G4} in the north and {south:G4} in the south{(fact.Greater == 0 ? greater > 0 ? " in July and August" : " in January and February" : "")}"));
            }
        }
    }

    /// <summary>A warning for each channel of a region that is warmer at its poleward end.</summary>
    internal static IEnumerable<Finding> InRegion(Portraits portraits)
    {
        foreach (var (channel, margin) in FallsPoleward)
        {
            if (portraits.Of(channel) is not { } field) continue;
            double south = field.LatitudeDeg[0], north = field.LatitudeDeg[^1], third = (north - south) / 3;
            double least = Math.Min(Math.Abs(south), Math.Abs(north)), most = Math.Max(Math.Abs(south), Math.Abs(north));
            if (north - south < LeastSpanDeg || south * north <= 0 || least is < EquatorwardDeg or > SubtropicsDeg || most - third / 2 < PolewardDeg) continue;
            double low = field.Mean(south, south + third), high = field.Mean(north - third, north);
            double poleward = south > 0 ? high : low, equatorward = south > 0 ? low : high;
            if (!(poleward - equatorward > margin)) continue;
            yield return Of(portraits, channel, string.Create(CultureInfo.InvariantCulture,
                $"the mean of the third nearest to the equator is {equatorward:G4}, of that nearest to the pole {poleward:G4}, where it falls towards the pole"));
        }
    }

    static Finding Of(Portraits portraits, string channel, string what) => new(
        FindingSeverity.Warning, FindingKind.UpsideDown, null, portraits.Subject(channel), $"{what}: the rows seem to run the other way than the latitudes say",
        "draw it over a coastline (rossby inspect --map); if so, turn the latitudes round in the file");
}
