namespace Rossby.Ingest;

/// <summary>
/// The winds of regions. Their spread, unlike their mean, is there in every region; one ten times too small leaves a weak, steady wind. Bounds are the extremes
/// of regions drawn over all latitudes and sizes from hours of ECMWF, ERA5, NCEP and synthetic weather, and from monthly means and climatologies of ERA-Interim,
/// NCEP, CCM and MPI-ESM, with the margins of docs/guard.md.
/// </summary>
internal static class UsualWinds
{
    static readonly UsualWind[] Table =
    [
        new("U850", false, 0.028, 0.032, 0.03, 18, 1.9), new("U850", true, 0.026, 0.0145, 0.014, 30, 1),
        new("V850", false, 0.027, 0.038, 0.04, 8, 1.4), new("V850", true, 0.0065, 0.012, 0.013, 16, 0.45),
        new("UBOT", false, 0.014, 0.02, 0.018, 18, 1), new("UBOT", true, 0.014, 0.0115, 0.0105, 30, 0.55),
        new("VBOT", false, 0.022, 0.027, 0.028, 12, 1.2), new("VBOT", true, 0.016, 0.0095, 0.0085, 14, 0.65),
    ];

    /// <summary>The channel's, or null for one that is no component of the wind.</summary>
    internal static UsualWind? Of(string channel, bool mayBeLongMeans) => Array.Find(Table, w => w.Channel == channel && w.IsOfLongMeans == mayBeLongMeans);
}
