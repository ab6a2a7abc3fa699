namespace Rossby.Ingest;

/// <summary>
/// A counter-based generator: the n-th number is the splitmix64 finaliser (Steele, Lea and Flood 2014) of key + n x golden ratio,
/// so any system of any period is drawn alone, on any thread, with the same outcome.
/// </summary>
sealed class CounterRandom
{
    const ulong Golden = 0x9E3779B97F4A7C15;

    readonly ulong key;
    ulong counter;

    internal CounterRandom(ulong seed, SyntheticStream stream, long first = 0, long second = 0) : this(seed, (ulong)stream, first, second)
    {
    }

    /// <param name="seed">The seed.</param>
    /// <param name="stream">What the numbers are for: each purpose has its own sequence. <see cref="SyntheticStream"/> has the first hundred.</param>
    /// <param name="first">A further number that makes another sequence.</param>
    /// <param name="second">And another.</param>
    internal CounterRandom(ulong seed, ulong stream, long first = 0, long second = 0) =>
        key = Mix(Mix(Mix(Mix(seed + Golden) + stream * Golden) + unchecked((ulong)first)) ^ (unchecked((ulong)second) * 0xD1B54A32D192ED03));

    /// <summary>Uniform in (0, 1).</summary>
    internal double Uniform() => ((Mix(key + ++counter * Golden) >> 11) + 0.5) * (1.0 / (1UL << 53));

    internal double Uniform(double low, double high) => low + (high - low) * Uniform();

    /// <summary>Standard normal (Box and Muller).</summary>
    internal double Normal() => Math.Sqrt(-2 * Math.Log(Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    internal double Normal(double mean, double deviation, double low, double high) => Math.Clamp(mean + deviation * Normal(), low, high);

    /// <summary>Lognormal with the given median and deviation of the logarithm, clipped.</summary>
    internal double LogNormal(double median, double logDeviation, double low, double high) =>
        Math.Clamp(median * Math.Exp(logDeviation * Normal()), low, high);

    static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
