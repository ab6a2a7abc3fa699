using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>One quantity taken for another by physics that is named (SCIENCE, Units).</summary>
/// <param name="Quantity">The channel's.</param>
/// <param name="From">The unit of the other quantity.</param>
/// <param name="Factor">From there to <paramref name="To"/>.</param>
/// <param name="To">A unit of the channel's quantity.</param>
/// <param name="Assumption">The physics, for the manifest.</param>
internal sealed record PhysicalConversion(ChannelQuantity Quantity, string From, double Factor, string To, string Assumption)
{
    /// <summary>Standard gravity in m s-2 (CGPM 1901), by which geopotential and height convert.</summary>
    internal const double StandardGravity = 9.80665;

    /// <summary>Density of water in kg m-3, by which its depth and its mass convert.</summary>
    internal const double WaterDensity = 1000;

    const string Water = "water of 1000 kg m-3";

    /// <summary>All that are made.</summary>
    internal static IReadOnlyList<PhysicalConversion> All { get; } =
    [
        new(ChannelQuantity.GeopotentialHeight, "m2 s-2", 1 / StandardGravity, "m", "g = 9.80665 m s-2"),
        new(ChannelQuantity.WaterColumn, "m", WaterDensity, "kg m-2", Water),
        new(ChannelQuantity.WaterRate, "kg m-2 s-1", 1 / WaterDensity, "m s-1", Water),
    ];

    /// <summary>Amounts that fell over an interval, by the unit of the amount: they become a rate when divided by its seconds.</summary>
    internal static IReadOnlyList<PhysicalConversion> Accumulations { get; } =
    [
        new(ChannelQuantity.WaterRate, "m", 1, "m s-1", "accumulated over the time bounds"),
        new(ChannelQuantity.WaterRate, "kg m-2", 1 / WaterDensity, "m s-1", $"accumulated over the time bounds, {Water}"),
    ];
}
