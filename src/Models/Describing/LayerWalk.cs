using Rossby.Torch;

namespace Rossby.Models;

/// <summary>Takes down what a pass through a network meets: every layer that has weights, in the order of the pass, with the map that it works on.</summary>
/// <param name="marks">Gets a mark behind each layer, and one where the gradient of its result is whole, by its place in the order; null for none.</param>
internal sealed class LayerWalk(DeviceMarks? marks = null)
{
    readonly List<LayerVisit> visits = [];

    /// <summary>In the order of the pass; a layer met twice is there twice.</summary>
    public IReadOnlyList<LayerVisit> Visits => visits;

    /// <summary>A layer that computes with its weights.</summary>
    /// <param name="layer">Its path.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="output">Its result [B, C, H, W] or [B, C].</param>
    /// <param name="inputs">The maps that it reads; none where it is part of the layer before.</param>
    /// <param name="flopsPerCell">Floating-point operations for each cell of <paramref name="cells"/>, a multiply-add as two; 0 where none are counted: norms, activations.</param>
    /// <param name="cells">The map whose every cell meets the weights, where it is not the result: the input of a transposed convolution.</param>
    public void Met(ParameterPath layer, string kind, Tensor output, IReadOnlyList<Tensor> inputs, double flopsPerCell = 0, Tensor? cells = null)
    {
        static Size2 Map(Tensor t) => t.Dimensions == 4 ? (t.Shape[2], t.Shape[3]) : (1, 1);
        marks?.Mark(visits.Count);
        marks?.MarkGradient(output, visits.Count);
        visits.Add(new(
            layer.Name, kind, output.Shape[1], Map(output), flopsPerCell, Map(cells ?? output), output.DType,
            inputs.Sum(t => t.NumberOfElements), inputs.Count > 0 ? output.NumberOfElements : 0));
    }
}
