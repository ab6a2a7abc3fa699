using Rossby.Torch;

namespace Rossby.Models;

/// <summary>The mean of each window: [B, C, H, W] to [B, C, ceil(H/stride), ceil(W/stride)] for an odd kernel.</summary>
/// <param name="kernel">The window's side.</param>
/// <param name="stride">How much coarser the result is.</param>
/// <param name="padding">What lies beyond the edge; zeros count as values, as in PyTorch.</param>
public sealed class AveragePool2d(int kernel, int stride, Padding padding = Padding.Longitude) : Module
{
    readonly int margin = (kernel - 1) / 2;

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => padding == Padding.Zero
        ? x.AvgPool2d(kernel, stride, margin, countPadding: true)
        : x.PadEdges(padding, margin).AvgPool2d(kernel, stride, 0, countPadding: true);
}
