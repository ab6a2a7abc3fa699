namespace Rossby.Models;

/// <summary>
/// A normal distribution of variance 2 / fanIn (He et al. 2015), cut at two standard deviations of the uncut one, which is widened so
/// that the variance is right after the cut. (TF-Slim's variance scaling, used by the 2018 system, widens by sqrt(1.3) = 1.140 in place of 1.137.)
/// </summary>
public sealed record HeNormal : Initializer
{
    // The standard deviation of a unit normal cut at +-2.
    const double CutDeviation = 0.87962566103423978;
    const double Cut = 2;

    /// <inheritdoc/>
    protected override double Element(CounterRandom random, long index, long fanIn)
    {
        double deviation = Math.Sqrt(2.0 / fanIn) / CutDeviation;
        for (int attempt = 0; ; attempt += 2)
        {
            double radius = Math.Sqrt(-2 * Math.Log(1 - random.Uniform(index, attempt)));
            double value = radius * Math.Cos(2 * Math.PI * random.Uniform(index, attempt + 1));
            if (Math.Abs(value) <= Cut) return value * deviation;
        }
    }
}
