namespace Rossby.Core;

/// <summary>A dilation rate that a network's section names.</summary>
/// <param name="Member">Where it stands, such as <c>atrousRates[2]</c>.</param>
/// <param name="Rate">Distance of the kernel's points, in cells of its map.</param>
/// <param name="Stride">How much coarser its map is than the network's input.</param>
public sealed record DilationRate(string Member, int Rate, int Stride);
