using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// A pressure level of a variable on hybrid levels: p = a p0 + b ps in every cell, then linear in ln p between the two levels about it. Cells whose surface, or
/// whose lowest level, lies above it are missing: nothing is extrapolated (SCIENCE, Units).
/// </summary>
/// <param name="variable">For the manifest.</param>
/// <param name="levels">The axis. Input 0 is the surface pressure in Pa; those that follow are the variable's levels from the top down.</param>
/// <param name="levelHPa">The level asked for.</param>
internal sealed class HybridLevelRecipe(string variable, HybridLevels levels, double levelHPa) : IFieldRecipe
{
    readonly double targetPa = levelHPa * 100;
    readonly int[] downwards = levels.Downwards;

    public string Formula => FormattableString.Invariant($"{variable} at {levelHPa:0.###} hPa, from hybrid levels with {levels.SurfaceName}, linear in ln p");

    public void Make(LatLonGrid grid, IFieldInputs inputs, Span<float> result)
    {
        int cells = grid.CellCount;
        float[] surface = new float[cells], above = new float[cells], below = new float[cells];
        inputs.Read(0, surface);
        result.Fill(float.NaN);
        int held = -1;
        for (int k = 1; k < downwards.Length; k++)
        {
            if (!MayBracket(downwards[k - 1], downwards[k], surface)) continue;
            if (held == k - 1) (above, below) = (below, above);
            else inputs.Read(k, above);
            inputs.Read(k + 1, below);
            held = k;
            Between(downwards[k - 1], downwards[k], surface, above, below, result);
        }
    }

    // Most levels lie far from the one asked for whatever the weather, and are not read.
    bool MayBracket(int upper, int lower, float[] surface)
    {
        foreach (float ps in surface)
            if (levels.PressurePa(upper, ps) <= targetPa && levels.PressurePa(lower, ps) >= targetPa) return true;
        return false;
    }

    void Between(int upper, int lower, float[] surface, float[] above, float[] below, Span<float> result)
    {
        for (int i = 0; i < result.Length; i++)
        {
            double top = levels.PressurePa(upper, surface[i]), bottom = levels.PressurePa(lower, surface[i]);
            if (!(top <= targetPa && bottom >= targetPa)) continue;
            double share = Math.Log(targetPa / top) / Math.Log(bottom / top);
            result[i] = (float)((1 - share) * above[i] + share * below[i]);
        }
    }
}
