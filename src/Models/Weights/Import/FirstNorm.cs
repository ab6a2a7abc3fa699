namespace Rossby.Models;

/// <summary>Where a network's first batch norm sees its input, so that its running mean tells how that was normalised.</summary>
/// <param name="Norm">Path of the norm.</param>
/// <param name="Start">Its first channel that is meant.</param>
/// <param name="Convolution">Path of the linear convolution between the input and the norm; null if the norm sees the input itself, averaged.</param>
internal sealed record FirstNorm(string Norm, int Start, string? Convolution);
