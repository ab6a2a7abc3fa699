using Rossby.Torch;

namespace Rossby.Models;

/// <summary>Takes down what a pass through a network meets: every layer that has weights, in the order of the pass, with the map that it works on.</summary>
internal sealed class LayerWalk
{
    readonly List<LayerVisit> visits = [];

    /// <summary>In the order of the pass; a layer met twice is there twice.</summary>
    public IReadOnlyList<LayerVisit> Visits => visits;

    /// <summary>A layer that computes with its weights.</summary>
    /// <param name="layer">Its path.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="output">Its result [B, C, H, W] or [B, C].</param>
    /// <param name="flopsPerCell">Floating-point operations for each cell of <paramref name="cells"/>, a multiply-add as two.</param>
    /// <param name="cells">The map whose every cell meets the weights: the result, or the input of a transposed convolution.</param>
    public void Met(ParameterPath layer, string kind, Tensor output, double flopsPerCell, Tensor cells)
    {
        static Size2 Map(Tensor t) => t.Dimensions == 4 ? (t.Shape[2], t.Shape[3]) : (1, 1);
        visits.Add(new(layer.Name, kind, output.Shape[1], Map(output), flopsPerCell, Map(cells), output.DType));
    }

    /// <summary>A layer whose operations are not counted: norms, activations.</summary>
    public void Met(ParameterPath layer, string kind, Tensor output) => Met(layer, kind, output, 0, output);
}
