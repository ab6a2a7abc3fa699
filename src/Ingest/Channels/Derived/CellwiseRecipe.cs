using System.Buffers;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>A field whose every cell depends on the same cell of its inputs alone.</summary>
/// <param name="formula">For the manifest.</param>
/// <param name="inputs">How many there are.</param>
/// <param name="cell">The value of a cell from those of the inputs; NaN in gives NaN out.</param>
internal sealed class CellwiseRecipe(string formula, int inputs, Func<ReadOnlySpan<float>, double> cell) : IFieldRecipe
{
    public string Formula => formula;

    public void Make(LatLonGrid grid, IFieldInputs fields, Span<float> result)
    {
        int cells = grid.CellCount;
        float[] all = ArrayPool<float>.Shared.Rent(inputs * cells);
        try
        {
            for (int input = 0; input < inputs; input++) fields.Read(input, all.AsMemory(input * cells, cells));
            Span<float> values = stackalloc float[inputs];
            for (int i = 0; i < cells; i++)
            {
                for (int input = 0; input < inputs; input++) values[input] = all[input * cells + i];
                result[i] = (float)cell(values);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(all);
        }
    }
}
