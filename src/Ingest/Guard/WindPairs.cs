using System.Globalization;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// Tells swapped winds by the general circulation: trade winds and westerlies make the zonal mean of U a good part of U, while V's is small because as much
/// air goes north as south. Share of the mean square that zonal means explain, in reanalyses at one hour: U850 0.40 to 0.44, V850 0.01; at 1000 hPa
/// 0.34 and 0.05; in monthly means of the 10 m wind 0.67 and 0.28.
/// </summary>
internal sealed class WindPairs(LatLonGrid grid)
{
    static readonly (string Zonal, string Meridional)[] Pairs = [("U850", "V850"), ("UBOT", "VBOT")];

    const double LeastShare = 0.1, MostShareAlone = 0.33;

    readonly bool isGlobe = new GridReach(grid).IsGlobe;
    readonly Dictionary<string, WindShare> shares = [];

    /// <summary>Measures a field of one time; null where it is no wind or not the globe. Called from several threads at once.</summary>
    internal WindShare? Of(string channel, ReadOnlySpan<float> field)
    {
        if (!isGlobe || !Array.Exists(Pairs, p => p.Zonal == channel || p.Meridional == channel)) return null;
        double explained = 0, whole = 0;
        for (int row = 0; row < grid.Height; row++)
        {
            double sum = 0, squares = 0;
            int count = 0;
            foreach (float value in field.Slice(row * grid.Width, grid.Width))
            {
                if (float.IsNaN(value)) continue;
                (sum, squares, count) = (sum + value, squares + (double)value * value, count + 1);
            }
            if (count < grid.Width / 2) continue;
            explained += grid.RowCellAreaKm2[row] * sum * sum / ((double)count * count);
            whole += grid.RowCellAreaKm2[row] * squares / count;
        }
        return new WindShare(explained, whole);
    }

    /// <summary>Adds a field of one time.</summary>
    internal void Add(string channel, WindShare share) => shares[channel] = shares.GetValueOrDefault(channel).Plus(share);

    /// <summary>A warning for each pair that looks swapped, or for one that has not the other beside it and looks like it.</summary>
    internal IEnumerable<Finding> Findings(IReadOnlyList<SourceChannel> channels)
    {
        foreach (var (zonal, meridional) in Pairs)
        {
            bool hasZonal = shares.TryGetValue(zonal, out var u), hasMeridional = shares.TryGetValue(meridional, out var v);
            if (hasZonal != hasMeridional)
            {
                var (name, other, share) = hasZonal ? (zonal, meridional, u.Share) : (meridional, zonal, v.Share);
                if (hasZonal ? !(share < LeastShare) : !(share > MostShareAlone)) continue;
                yield return new Finding(FindingSeverity.Warning, FindingKind.WindsSwapped, null, FieldCheck.Subject(channels.First(c => c.Name == name)),
                    string.Create(CultureInfo.InvariantCulture, $"zonal means explain {100 * share:0} % of it, as they do of {other}"),
                    $"see whether the variable is the other component of the wind; if so, name the right one in \"variables\" of $.ingest.source");
                continue;
            }
            if (!hasZonal) continue;
            // Comparisons with NaN are false.
            if (!(v.Share > u.Share && v.Share > LeastShare)) continue;
            string Origin(string name) => channels.First(c => c.Name == name).Origin;
            yield return new Finding(FindingSeverity.Warning, FindingKind.WindsSwapped, null, $"channels {zonal} and {meridional}",
                string.Create(CultureInfo.InvariantCulture, $"zonal means explain {100 * v.Share:0} % of {meridional} (variable {Origin(meridional)}) and {100 * u.Share:0} % of {zonal} ")
                + $"(variable {Origin(zonal)}); on Earth it is the other way round",
                $"if they are swapped, say which is which in \"variables\" of $.ingest.source: {{ \"{zonal}\": \"...\", \"{meridional}\": \"...\" }}");
        }
    }
}
