using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The tracks of <c>teca-tc</c> (teca_tc_trajectory): consecutive steps only; wind, warm core and thickness together for two days.</summary>
internal static class TecaTracks
{
    /// <summary>The criteria of a config. A snapshot's candidate stands alone when it has warm core and thickness.</summary>
    internal static TrackCriteria Criteria(TecaCycloneConfig config) => new()
    {
        Hours = config.MinimumHours,
        MaximumGapHours = 0,
        RangeDeg = hours => config.MaximumSpeedKmPerDay / 24 * hours / (Sphere.EarthRadiusKm * Sphere.RadiansPerDegree),
        StandsAlone = HasCore,
        IsCyclone = (track, stepHours, _) =>
            track.Count(c => HasCore(c) && c.WindMetresPerSecond >= config.MinimumWindMetresPerSecond) * stepHours + Stitch.Rounding >= config.MinimumHours,
    };

    static bool HasCore(CycloneCandidate candidate) => candidate.HasWarmCore == true && candidate.HasThickness == true;
}
