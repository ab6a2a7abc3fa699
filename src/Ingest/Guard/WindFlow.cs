using System.Globalization;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// Tells winds whose components do not belong together by what air does at scales of some 500 km: it turns far more than it diverges. In ECMWF and ERA5 fields
/// at one hour, over blocks of 2.5 degrees, divergence is 0.31 to 0.41 of vorticity on the globe at 850 hPa and 0.51 at 1000 hPa. Exchanged components make the
/// deformations of it, which are as large as each other; so does one of the wrong sign, or rows upside down. Then the ratio is 1, and the two deformations
/// tell which of them it is. And u changes along x as v does along y.
/// </summary>
internal sealed class WindFlow(LatLonGrid grid)
{
    const double BlockDeg = 2.5, NarrowestDeg = 20, LeastRatio = 0.7;

    // Zonal and meridional wind; what the ratio stays under on a globe; by what another reading must be better in a region; bounds of v_y over u_x.
    // The lowest level's wind converges by friction and is turned by mountains: in monthly means of 10 m winds another reading was better by 1.53.
    static readonly (string Zonal, string Meridional, double MostOnGlobe, double Better, double Least, double Most)[] Pairs =
        [("U850", "V850", 0.55, 1.3, 0.18, 4.4), ("UBOT", "VBOT", 0.66, 1.7, 0.27, 4.2)];

    // In regions of such a side, centred so far from the equator, whatever the ratio: by what exchanged components must be better. In the tropics belts of wind
    // shear more than they stretch, too. Of 8394, 6402, 3066, 5928 and 2616 right regions the worst had 1.44, 1.66, 0.95, 1.61 and 1.09.
    static readonly (string Zonal, double SideDeg, double CentreDeg, double Better)[] Exchanged =
        [("U850", 20, 15, 1.7), ("U850", 30, 0, 2.2), ("U850", 45, 0, 1.5), ("UBOT", 30, 15, 2), ("UBOT", 45, 15, 1.4)];

    readonly GridReach reach = new(grid);
    readonly Dictionary<(string Zonal, int Time), Mosaic> waiting = [];
    readonly Dictionary<string, WindGradients> gradients = [];

    /// <summary>The field as it is needed; null where it is no wind or the region too small. Called from several threads at once.</summary>
    internal Mosaic? Of(string channel, ReadOnlySpan<float> field) =>
        reach.ShorterSideDeg >= NarrowestDeg && Array.Exists(Pairs, p => p.Zonal == channel || p.Meridional == channel) ? Mosaic.Of(grid, field, BlockDeg) : null;

    /// <summary>Adds a field; the other component of its time may come later.</summary>
    internal void Add(string channel, int time, Mosaic field)
    {
        var (zonal, meridional, _, _, _, _) = Array.Find(Pairs, p => p.Zonal == channel || p.Meridional == channel);
        if (!waiting.Remove((zonal, time), out var other))
        {
            waiting[(zonal, time)] = field;
            return;
        }
        var found = channel == meridional ? WindGradients.Of(other, field) : WindGradients.Of(field, other);
        gradients[zonal] = gradients.GetValueOrDefault(zonal).Plus(found);
    }

    /// <summary>A warning for each pair that does not flow as air does.</summary>
    internal IEnumerable<Finding> Findings(IReadOnlyList<SourceChannel> channels)
    {
        foreach (var (zonal, meridional, mostOnGlobe, better, least, most) in Pairs)
        {
            if (!gradients.TryGetValue(zonal, out var flow)) continue;
            double along = Math.Sqrt(flow.MeridionalAlong / flow.ZonalAlong);
            // Near the equator low-level winds converge in belts. Comparisons with NaN are false.
            if ((zonal == "U850" || reach.IsGlobe || reach.IsMidLatitude) && (along < least || along > most))
            {
                yield return Of(FindingKind.ChannelsDisagree, string.Create(CultureInfo.InvariantCulture, $"{meridional} changes northward by {along:G3} of what {zonal} changes eastward, where {least} to {most} is usual"),
                    "one of them is in another unit: look at units and scale_factor of both");
                continue;
            }
            double ratio = Math.Sqrt(flow.Divergence / flow.Vorticity), deformation = Math.Sqrt(flow.Shearing / flow.Stretching);
            double asSwapped = ratio / deformation, asTurned = ratio * deformation;
            bool isSwapped = ratio > LeastRatio && asSwapped > better, isTurned = ratio > LeastRatio && asTurned > better;
            bool isExchanged = !reach.IsGlobe && Array.Exists(Exchanged, e => e.Zonal == zonal && reach.ShorterSideDeg >= e.SideDeg && reach.CentreDeg >= e.CentreDeg && asSwapped > e.Better);
            if (!(reach.IsGlobe ? ratio > mostOnGlobe : isExchanged || (reach.IsMidLatitude && (isSwapped || isTurned)))) continue;
            string what = string.Create(CultureInfo.InvariantCulture, $"the wind diverges {ratio:0.00} times as much as it turns, where air turns two to three times as much as it diverges");
            if (isSwapped || isExchanged) yield return Of(FindingKind.WindsSwapped, string.Create(CultureInfo.InvariantCulture, $"{what}; were its components exchanged, it would {deformation:0.00} times"),
                $"if they are swapped, say which is which in \"variables\" of $.ingest.source: {{ \"{zonal}\": \"...\", \"{meridional}\": \"...\" }}");
            else if (isTurned) yield return Of(FindingKind.UpsideDown, $"{what}, as it would were one of the wrong sign, or were the rows of both to run the other way than the latitudes say",
                "see which way storms turn, and draw them over a coastline (rossby inspect --map)");
            else yield return Of(FindingKind.ChannelsDisagree, what, "one of them is of another time, level or source, turned or shifted: draw both (rossby inspect --map)");

            Finding Of(string kind, string what, string remedy) => new(FindingSeverity.Warning, kind, null,
                $"channels {zonal} and {meridional} (variables {Origin(zonal)} and {Origin(meridional)})", what, remedy);
        }

        string Origin(string name) => channels.First(c => c.Name == name).Origin;
    }
}
