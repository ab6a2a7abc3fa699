using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The tracks of <c>tempest-tc</c>, and which of them are tropical cyclones (SCIENCE, Labels).</summary>
internal static class TempestTracks
{
    /// <summary>The criteria of a config.</summary>
    /// <param name="config">The config.</param>
    /// <param name="windIsKnown">Whether candidates have a wind to be held to.</param>
    internal static TrackCriteria Criteria(CycloneStitchConfig config, bool windIsKnown) => new()
    {
        Hours = Math.Max(config.MinimumHours, Math.Max(windIsKnown ? config.WindHours : 0, config.LatitudeHours)),
        MaximumGapHours = config.MaximumGapHours,
        RangeDeg = hours => config.RangeDegPerSixHours * hours / 6,
        IsCyclone = (track, stepHours, hours) =>
        {
            int windy = track.Count(c => c.WindMetresPerSecond >= config.MinimumWindMetresPerSecond);
            int tropical = track.Count(c => Math.Abs(c.LatitudeDeg) <= config.MaximumLatitudeDeg);
            return hours + Stitch.Rounding >= config.MinimumHours
                && tropical * stepHours + Stitch.Rounding >= config.LatitudeHours
                && (!windIsKnown || windy * stepHours + Stitch.Rounding >= config.WindHours);
        },
    };
}
