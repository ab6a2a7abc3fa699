namespace Rossby.Core;

/// <summary>The three splits of a set, by the names that manifest and config use.</summary>
public static class SplitName
{
    /// <summary>What the network learns from; the only split that statistics and class frequencies see.</summary>
    public const string Train = "train";

    /// <summary>What picks the best checkpoint.</summary>
    public const string Validation = "validation";

    /// <summary>What is scored, once.</summary>
    public const string Test = "test";

    /// <summary>All three.</summary>
    public static IReadOnlyList<string> All { get; } = [Train, Validation, Test];
}
