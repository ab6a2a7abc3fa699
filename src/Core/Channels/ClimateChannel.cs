namespace Rossby.Core;

/// <summary>A field that a network can read: its name, what it is, and its unit.</summary>
/// <param name="Name">CAM's name, such as <c>U850</c>.</param>
/// <param name="LongName">For people: titles and colour bars.</param>
/// <param name="Units">The unit in which it is stored, as udunits writes it.</param>
public sealed record ClimateChannel(string Name, string LongName, string Units)
{
    /// <summary>The pressure level in hPa for a field cut out of a 4-D variable; null for surface and column fields.</summary>
    public int? LevelHPa { get; init; }

    /// <summary>The CF standard name, where there is one.</summary>
    public string? StandardName { get; init; }
}
