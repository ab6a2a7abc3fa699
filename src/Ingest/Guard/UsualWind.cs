namespace Rossby.Ingest;

/// <summary>What a component of the wind is like in any region of 15 degrees or more, at an hour or a day, or in means over longer.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="IsOfLongMeans">Whether it is of means over weeks and longer, which are the weaker and the smoother.</param>
/// <param name="Tropics">The least standard deviation by degree of the region's shorter side, of regions centred within 30 degrees of the equator.</param>
/// <param name="MiddleLatitudes">Of those centred between 30 and 65 degrees.</param>
/// <param name="PolarCaps">Of those beyond.</param>
/// <param name="MostSteady">The most that the mean is of the standard deviation in a region of 15 degrees; in one twice as wide, half of it.</param>
/// <param name="LeastExtreme">Outside the polar caps there is a value of at least this size.</param>
internal sealed record UsualWind(string Channel, bool IsOfLongMeans, double Tropics, double MiddleLatitudes, double PolarCaps, double MostSteady, double LeastExtreme)
{
    // Beyond this all of the weather's waves fit in.
    const double WidestDeg = 40;

    const double MostGrowth = 1.5;

    /// <summary>The least standard deviation.</summary>
    internal double LeastSpread(GridReach reach) => Math.Min(reach.ShorterSideDeg, WidestDeg) * (reach.IsPolar ? PolarCaps : reach.IsTropical ? Tropics : MiddleLatitudes);

    /// <summary>The most that the mean can be of the standard deviation: what blows one way somewhere comes back within a wave's length.</summary>
    internal double MostSteadiness(GridReach reach) => MostSteady * UsualFields.SmallestRegionDeg / reach.ShorterSideDeg;

    /// <summary>The least of the largest values.</summary>
    internal double LeastOfExtremes(GridReach reach) => reach.IsPolar ? 0 : LeastExtreme * Math.Min(MostGrowth, reach.ShorterSideDeg / UsualFields.SmallestRegionDeg);
}
