namespace Rossby.Models;

/// <summary>Weights that keep rare classes from being drowned.</summary>
public static class ClassWeights
{
    /// <summary>The exponent of MLPerf HPC DeepCAM: its frequencies 0.9863, 0.00046 and 0.0133 give the weights 1.002, 2.615 and 1.716.</summary>
    public const double DefaultExponent = -0.125;

    /// <summary>One over the square root: the 2018 system's, whose weights were also made to add up to one.</summary>
    public const double InverseSquareRoot = -0.5;

    /// <summary>frequency^exponent for each class; 0 for a class that does not occur, which no training could learn.</summary>
    public static double[] FromFrequencies(IReadOnlyList<double> frequencies, double exponent = DefaultExponent) =>
        [.. frequencies.Select(f => f > 0 ? Math.Pow(f, exponent) : 0)];

    /// <summary>The weights over their sum.</summary>
    public static double[] SummingToOne(IReadOnlyList<double> weights)
    {
        double sum = weights.Sum();
        return [.. weights.Select(w => w / sum)];
    }
}
