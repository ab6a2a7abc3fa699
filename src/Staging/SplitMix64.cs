namespace Rossby.Staging;

/// <summary>The splitmix64 generator (Steele, Lea and Flood, OOPSLA 2014; constants of Vigna's splitmix64.c): any seed is a good one.</summary>
internal struct SplitMix64(ulong state)
{
    ulong state = state;

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        return Mix(state);
    }

    /// <summary>A number in [0, <paramref name="bound"/>), without bias (Lemire, ACM TOMACS 29, 2019).</summary>
    public uint Next(uint bound)
    {
        ulong product = (ulong)(uint)Next() * bound;
        if ((uint)product < bound)
        {
            uint threshold = (0u - bound) % bound;
            while ((uint)product < threshold) product = (ulong)(uint)Next() * bound;
        }
        return (uint)(product >> 32);
    }

    /// <summary>The output function: a bijection of 64 bits in which every input bit moves half of the output bits.</summary>
    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
