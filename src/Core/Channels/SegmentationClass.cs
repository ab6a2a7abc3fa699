namespace Rossby.Core;

/// <summary>The classes of a label and of a prediction (label_format_readme.txt of the 2018 system).</summary>
public static class SegmentationClass
{
    /// <summary>Neither storm.</summary>
    public const byte Background = 0;

    /// <summary>Tropical cyclone.</summary>
    public const byte TropicalCyclone = 1;

    /// <summary>Atmospheric river.</summary>
    public const byte AtmosphericRiver = 2;

    /// <summary>A cell that cannot be decided: out of loss, statistics and scores.</summary>
    public const byte Ignore = 255;

    /// <summary>How many classes there are.</summary>
    public const int Count = 3;

    /// <summary>For people, by class.</summary>
    public static IReadOnlyList<string> Names { get; } = ["background", "tropical cyclone", "atmospheric river"];
}
