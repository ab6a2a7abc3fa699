using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// What a channel's fields over the whole globe have in common, whatever the day, the model or the grid: bounds between which mean and standard deviation of
/// all cells lie (unweighted). They leave a factor of two or more on either side of what ERA5, MERRA-2, CAM5 and the statistics published for ClimateNet
/// show, and one of the two excludes the same fields times or over ten.
/// </summary>
/// <param name="Channel">The channel.</param>
/// <param name="LeastMean">Lower bound of the mean.</param>
/// <param name="MostMean">Upper bound of the mean.</param>
/// <param name="LeastSpread">Lower bound of the standard deviation.</param>
/// <param name="MostSpread">Upper bound of the standard deviation.</param>
internal sealed record UsualField(string Channel, double LeastMean, double MostMean, double LeastSpread, double MostSpread)
{
    /// <summary>Every region of 15 degrees or more outside the polar caps has a value of at least this size somewhere; null where no such bound is known.</summary>
    public double? LeastExtreme { get; init; }

    /// <summary>
    /// The most that the least value is of the largest in a region of 15 degrees or more where a quarter of the cells have one; null where no such bound is
    /// known. A magnitude falls to near nothing somewhere, and one of a tenth about the middle of its range stays above (1 - 0.1) / (1 + 0.1) = 0.82 of its
    /// largest value, whatever the weather. Of 21,814 regions drawn from MERRA-2 (13 days of 3-hourly IVT) and a June's climatology of NCEP: 0.62 at most.
    /// </summary>
    public double? MostEven { get; init; }

    /// <summary>Moisture: there is so little of it in a cold winter that it hardly varies in regions that do not reach the subtropics.</summary>
    public bool MayBeEven { get; init; }

    /// <summary>
    /// The lower bound of the standard deviation of a region: it grows with its size, slowly where storms pass, faster in the tropics (3000 regions drawn from
    /// reanalyses).
    /// </summary>
    internal double LeastRegionalSpread(GridReach reach) =>
        LeastSpread * Math.Pow(reach.ShorterSideDeg / 180, !reach.IsMidLatitude ? 1.5 : MayBeEven && !reach.ReachesSubtropics ? 1 : 0.5);

    /// <summary>
    /// The most that the standard deviation can be of a region that reaches a pole, if winds balance differences of temperature there: then it falls towards the
    /// equator as the Coriolis parameter does, for wind that changes by no more with height than elsewhere (the thermal wind's equation). Null where nothing says so.
    /// </summary>
    public double? MostBalanced { get; init; }

    // Nearer to the equator waves that no rotation balances have their part.
    const double LeastRotationDeg = 15;

    /// <summary>The upper bound of the standard deviation of a region.</summary>
    internal double MostRegionalSpread(GridReach reach) =>
        MostBalanced is { } most ? most * Math.Sin(Math.Max(LeastRotationDeg, reach.PolewardEdgeDeg) * Sphere.RadiansPerDegree) : MostSpread;

    /// <summary>
    /// Bounds of the mean over a region 30 degrees wide outside the polar caps; null where spreads say enough. The lower one is that of a region of 5000 square
    /// degrees; deserts and high pressure leave smaller ones drier.
    /// </summary>
    public (double Least, double Most)? WideMean { get; init; }
}
