namespace Rossby.Core;

/// <summary>
/// What values of a channel can be, in its unit: wide enough for any weather, any model and the ringing of a spectral one, narrow enough that a wrong unit
/// (hPa for Pa, Celsius for kelvin, geopotential for height) falls outside.
/// </summary>
/// <param name="Minimum">The least.</param>
/// <param name="Maximum">The largest.</param>
public readonly record struct PlausibleRange(double Minimum, double Maximum)
{
    /// <summary>Whether a value lies within, ends included.</summary>
    public bool Contains(double value) => value >= Minimum && value <= Maximum;
}
