using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>A level between two of a pressure axis, linear in the logarithm of pressure.</summary>
/// <param name="variable">For the manifest.</param>
/// <param name="aboveHPa">The level of the first input.</param>
/// <param name="belowHPa">The level of the second.</param>
/// <param name="levelHPa">The level asked for, between them.</param>
internal sealed class InterpolationRecipe(string variable, double aboveHPa, double belowHPa, double levelHPa) : IFieldRecipe
{
    readonly double share = Math.Log(levelHPa / aboveHPa) / Math.Log(belowHPa / aboveHPa);

    public string Formula => FormattableString.Invariant($"{variable} at {levelHPa:0.###} hPa, between {aboveHPa:0.###} and {belowHPa:0.###} hPa, linear in ln p");

    public void Make(LatLonGrid grid, IFieldInputs inputs, Span<float> result)
    {
        float[] below = new float[grid.CellCount], above = new float[grid.CellCount];
        inputs.Read(0, above);
        inputs.Read(1, below);
        for (int i = 0; i < result.Length; i++) result[i] = (float)((1 - share) * above[i] + share * below[i]);
    }
}
