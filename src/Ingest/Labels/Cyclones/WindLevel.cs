namespace Rossby.Ingest;

/// <summary>The level of the wind that cyclones are measured in, for the object table.</summary>
internal static class WindLevel
{
    /// <summary>That of UBOT and VBOT.</summary>
    internal const string Lowest = "lowest model level";

    /// <summary>The level in a step: that of UBOT and VBOT, or of what stands in for them.</summary>
    internal static string Of(LabelInput input) => IsWind10M(input, "UBOT") || IsWind10M(input, "VBOT") ? "10 m" : Lowest;

    static bool IsWind10M(LabelInput input, string channel) => input.StandIns.GetValueOrDefault(channel) == StandIn.Wind10M;
}
