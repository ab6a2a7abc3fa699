using Rossby.Torch;

namespace Rossby.Models;

/// <summary>The largest value of each window: [B, C, H, W] to [B, C, ceil(H/stride), ceil(W/stride)] for an odd kernel.</summary>
/// <param name="kernel">The window's side.</param>
/// <param name="stride">How much coarser the result is.</param>
/// <param name="padding">What lies beyond the edge; under <see cref="Padding.Zero"/> nothing, as in PyTorch.</param>
public sealed class MaxPool2d(int kernel, int stride, Padding padding = Padding.Longitude) : Module
{
    readonly int margin = (kernel - 1) / 2;

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) =>
        padding == Padding.Zero ? x.MaxPool2d(kernel, stride, margin) : x.PadEdges(padding, margin).MaxPool2d(kernel, stride, 0);
}
