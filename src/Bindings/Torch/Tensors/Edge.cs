namespace Rossby.Torch;

/// <summary>What lies beyond the edge of a map, in one direction.</summary>
public enum Edge
{
    /// <summary>Zeros.</summary>
    Zero = 0,

    /// <summary>The edge again.</summary>
    Replicated = 1,

    /// <summary>The opposite side.</summary>
    Periodic = 2,
}
