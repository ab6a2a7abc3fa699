using System.Buffers;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The relative vorticity of a wind on the sphere, in s-1 (<see cref="SphericalVorticity"/>).</summary>
internal sealed class VorticityRecipe(string zonal, string meridional) : IFieldRecipe
{
    public string Formula => $"relative vorticity of {zonal} and {meridional} on the sphere";

    public void Make(LatLonGrid grid, IFieldInputs inputs, Span<float> result)
    {
        int cells = grid.CellCount;
        float[] wind = ArrayPool<float>.Shared.Rent(2 * cells);
        try
        {
            Memory<float> u = wind.AsMemory(0, cells), v = wind.AsMemory(cells, cells);
            inputs.Read(0, u);
            inputs.Read(1, v);
            SphericalVorticity.Compute(grid, u.Span, v.Span, result);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(wind);
        }
    }
}
