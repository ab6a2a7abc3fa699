namespace Rossby.Core;

/// <summary>What the guard of ingest can find, by the names that its report and <see cref="GuardConfig.Allow"/> use.</summary>
public static class FindingKind
{
    /// <summary>Values that the channel cannot have; mostly a wrong unit.</summary>
    public const string PhysicalRange = "physical-range";

    /// <summary>A mean or a spread far from what the channel has; mostly a wrong scale factor.</summary>
    public const string UnusualValues = "unusual-values";

    /// <summary>One value everywhere.</summary>
    public const string Constant = "constant";

    /// <summary>No value anywhere.</summary>
    public const string AllMissing = "all-missing";

    /// <summary>A row without values between rows that have them.</summary>
    public const string MissingRow = "missing-row";

    /// <summary>A row of one value between rows that vary.</summary>
    public const string ConstantRow = "constant-row";

    /// <summary>Rows that run the other way than their latitudes.</summary>
    public const string UpsideDown = "upside-down";

    /// <summary>Columns shifted by 180 degrees against their longitudes.</summary>
    public const string HalfRound = "half-round";

    /// <summary>Channels that physics does not let go together.</summary>
    public const string ChannelsDisagree = "channels-disagree";

    /// <summary>The meridional wind looks like the zonal one, and the other way round.</summary>
    public const string WindsSwapped = "winds-swapped";

    /// <summary>One time twice.</summary>
    public const string TimesRepeated = "times-repeated";

    /// <summary>Times that go back within a file.</summary>
    public const string TimesUnordered = "times-unordered";

    /// <summary>Times left out of a regular sequence.</summary>
    public const string TimeGap = "time-gap";

    /// <summary>One time in two splits.</summary>
    public const string SplitOverlap = "split-overlap";

    /// <summary>Times of different splits that are neighbours.</summary>
    public const string SplitNeighbours = "split-neighbours";

    /// <summary>Class shares that no labelled globe has.</summary>
    public const string ClassShares = "class-shares";

    /// <summary>A class that lost or gained area by regridding.</summary>
    public const string ClassArea = "class-area";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        PhysicalRange, UnusualValues, Constant, AllMissing, MissingRow, ConstantRow, UpsideDown, HalfRound, ChannelsDisagree, WindsSwapped, TimesRepeated, TimesUnordered, TimeGap, SplitOverlap, SplitNeighbours,
        ClassShares, ClassArea,
    ];
}
