namespace Rossby.Models;

/// <summary>How a network's maker normalised a channel: (x - Shift) / Scale.</summary>
/// <param name="Shift">The mean, or the least value where values were brought to [0, 1].</param>
/// <param name="Scale">The standard deviation, or the range.</param>
public sealed record InputScale(double Shift, double Scale);
