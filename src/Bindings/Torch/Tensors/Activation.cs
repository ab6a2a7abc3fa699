namespace Rossby.Torch;

/// <summary>What is applied to each value behind a norm.</summary>
public enum Activation
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Negative values become 0.</summary>
    Relu = 1,

    /// <summary>Negative values are multiplied by a learned slope.</summary>
    PRelu = 2,
}
