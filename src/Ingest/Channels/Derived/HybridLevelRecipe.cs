using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// A pressure level of a variable on hybrid levels: p = a p0 + b ps in every cell, then linear in ln p between the two levels about it. Cells whose surface, or
/// whose lowest level, lies above it are missing, unless extrapolation was asked for (SCIENCE, Units).
/// </summary>
/// <param name="variable">For the manifest.</param>
/// <param name="levels">The axis. Input 0 is the surface pressure in Pa; those that follow are the variable's levels from the top down.</param>
/// <param name="levelHPa">The level asked for.</param>
/// <param name="below">
/// What becomes of cells whose lowest level lies above it. Temperature takes one more input, the height of the ground in m; geopotential height takes after that the
/// temperature of the lowest level in K.
/// </param>
internal sealed class HybridLevelRecipe(string variable, HybridLevels levels, double levelHPa, LevelExtrapolation below = LevelExtrapolation.None) : IFieldRecipe
{
    readonly double targetPa = levelHPa * 100;
    readonly int[] downwards = levels.Downwards;

    public string Formula => FormattableString.Invariant($"{variable} at {levelHPa:0.###} hPa, from hybrid levels with {levels.SurfaceName}, linear in ln p{Extrapolated}");

    string Extrapolated => below switch
    {
        LevelExtrapolation.None => "",
        LevelExtrapolation.Constant => "; extrapolated below the lowest level as its value",
        _ => "; extrapolated below the lowest level by ECMWF's formula (Trenberth et al. 1993)",
    };

    public void Make(LatLonGrid grid, IFieldInputs inputs, Span<float> result)
    {
        int cells = grid.CellCount;
        float[] surface = new float[cells], above = new float[cells], lower = new float[cells];
        inputs.Read(0, surface);
        result.Fill(float.NaN);
        int held = -1;
        for (int k = 1; k < downwards.Length; k++)
        {
            if (!MayBracket(downwards[k - 1], downwards[k], surface)) continue;
            if (held == k - 1) (above, lower) = (lower, above);
            else inputs.Read(k, above);
            inputs.Read(k + 1, lower);
            held = k;
            Between(downwards[k - 1], downwards[k], surface, above, lower, result);
        }
        if (below != LevelExtrapolation.None) Extrapolate(inputs, surface, result);
    }

    void Extrapolate(IFieldInputs inputs, float[] surface, Span<float> result)
    {
        int lowest = downwards[^1];
        if (!Array.Exists(surface, ps => levels.PressurePa(lowest, ps) < targetPa)) return;
        float[] Read(int input)
        {
            float[] field = new float[surface.Length];
            inputs.Read(input, field);
            return field;
        }
        float[] values = Read(downwards.Length);
        float[] ground = below == LevelExtrapolation.Constant ? [] : Read(downwards.Length + 1), kelvin = below == LevelExtrapolation.Height ? Read(downwards.Length + 2) : values;
        for (int i = 0; i < result.Length; i++)
        {
            double bottom = levels.PressurePa(lowest, surface[i]);
            if (!(bottom < targetPa)) continue;
            result[i] = below switch
            {
                LevelExtrapolation.Constant => values[i],
                LevelExtrapolation.Temperature => (float)BelowGround.Temperature(targetPa, surface[i], bottom, kelvin[i], ground[i]),
                _ => (float)BelowGround.Height(targetPa, surface[i], bottom, kelvin[i], ground[i]),
            };
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
