using Rossby.Torch;

namespace Rossby.Models;

/// <summary>One layer of a network on a grid.</summary>
/// <param name="Name">Its path, that of its parameters.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Channels">Channels of its result.</param>
/// <param name="Height">Rows of its result.</param>
/// <param name="Width">Columns of its result.</param>
/// <param name="Parameters">Its trained values.</param>
/// <param name="Flops">
/// Floating-point operations forward for one sample, a multiply-add as two; norms, activations, pools and interpolation are not counted.
/// </param>
/// <param name="Type">The type of its result, as the pass gave it.</param>
public sealed record NetworkLayer(string Name, string Kind, long Channels, long Height, long Width, long Parameters, double Flops, ScalarType Type);
