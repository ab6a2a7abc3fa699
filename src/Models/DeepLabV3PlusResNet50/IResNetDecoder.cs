using Rossby.Torch;

namespace Rossby.Models;

/// <summary>From the pyramid's map back to the input's size.</summary>
internal interface IResNetDecoder
{
    /// <summary>The logits [B, classes, H, W].</summary>
    /// <param name="pyramid">[B, DecoderWidth, H / OutputStride, W / OutputStride].</param>
    /// <param name="features">Low-level features [B, Width, H / 4, W / 4].</param>
    /// <param name="input">The network's input [B, C, H, W].</param>
    Tensor Call(Tensor pyramid, Tensor features, Tensor input);
}
