using Rossby.Torch;

namespace Rossby.Models;

/// <summary>A layer that a norm may stand behind, and becomes part of where the network is frozen (<see cref="Convolution"/>).</summary>
public interface INormedLayer
{
    /// <summary>The norm of its value, with something of its shape added ahead of the norm's activation if <paramref name="added"/> is given.</summary>
    /// <param name="x">The map.</param>
    /// <param name="norm">The same at every call; null where only the addition stands behind.</param>
    /// <param name="added">Given at every call or at none.</param>
    Tensor Call(Tensor x, BatchNorm2d? norm, Tensor? added = null);
}
