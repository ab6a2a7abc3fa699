using System.Text;

namespace Rossby.Models;

/// <summary>Random numbers addressed by counters: SplitMix64's output function (Steele, Lea and Flood 2014) of key, index and attempt.</summary>
/// <param name="Key">Which sequence.</param>
public readonly record struct CounterRandom(ulong Key)
{
    const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>The sequence of a name under a seed.</summary>
    public static CounterRandom For(ulong seed, string name)
    {
        // FNV-1a, so that the key does not depend on .NET's own, randomised hash.
        ulong hash = 14695981039346656037;
        foreach (byte b in Encoding.UTF8.GetBytes(name)) hash = (hash ^ b) * 1099511628211;
        return new CounterRandom(Mix(Mix(seed + Golden) ^ hash));
    }

    /// <summary>Uniform in [0, 1), with 53 random bits.</summary>
    public double Uniform(long index, int attempt) => (Mix(Mix(Key + (ulong)index * Golden) + (ulong)attempt * Golden) >> 11) * (1.0 / (1UL << 53));

    /// <summary>A key of its own for each index, for sequences of sequences.</summary>
    public ulong KeyOf(long index) => Mix(Key + (ulong)index * Golden);

    static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
