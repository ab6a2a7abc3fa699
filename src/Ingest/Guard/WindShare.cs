namespace Rossby.Ingest;

/// <summary>How much of a wind's mean square its zonal means make up, both weighted by area.</summary>
/// <param name="Explained">The mean square of the zonal means.</param>
/// <param name="Whole">The mean square of the wind.</param>
internal readonly record struct WindShare(double Explained, double Whole)
{
    /// <summary>Two times together.</summary>
    internal WindShare Plus(WindShare other) => new(Explained + other.Explained, Whole + other.Whole);

    /// <summary>The share; NaN of a wind that is 0 everywhere.</summary>
    internal double Share => Explained / Whole;
}
