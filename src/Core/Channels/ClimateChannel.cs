namespace Rossby.Core;

/// <summary>A field that a network or a detector can read: its name, what it is, and its unit.</summary>
/// <param name="Name">CAM's name, such as <c>U850</c>.</param>
/// <param name="LongName">For people: titles and colour bars.</param>
/// <param name="Units">The unit in which it is stored, as udunits writes it.</param>
/// <param name="Quantity">What it measures.</param>
/// <param name="PlausibleRange">What its values can be, in that unit.</param>
public sealed record ClimateChannel(string Name, string LongName, string Units, ChannelQuantity Quantity, PlausibleRange PlausibleRange)
{
    /// <summary>The pressure level in hPa for a field cut out of a 4-D variable; null for surface and column fields.</summary>
    public int? LevelHPa { get; init; }

    /// <summary>The height above the ground in m at which it is measured, for fields cut out of a variable with heights.</summary>
    public double? HeightM { get; init; }

    /// <summary>The CF standard name, where there is one.</summary>
    public string? StandardName { get; init; }

    /// <summary>The channels of which it can be made where no file holds it; empty where it cannot.</summary>
    public IReadOnlyList<string> MadeOf { get; init; } = [];
}
