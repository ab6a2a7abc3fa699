namespace Rossby.Ingest;

/// <summary>The recipes of the channels that are made of other channels, in the order of <see cref="Core.ClimateChannel.MadeOf"/>.</summary>
internal static class Recipes
{
    static readonly Dictionary<string, IFieldRecipe> All = new()
    {
        ["VORT850"] = new VorticityRecipe("U850", "V850"),
        ["WSPD850"] = Speed("U850", "V850"),
        ["WSPDBOT"] = Speed("UBOT", "VBOT"),
        // For relative methods only: it is no transport (SCIENCE, Units).
        ["IVTPROXY"] = new CellwiseRecipe("TMQ x sqrt(U850^2 + V850^2)", 3, f => f[0] * Length(f[1], f[2])),
        // The whole column's, by the model's own integral: some hundredths more than from 300 hPa down.
        ["IVT"] = Speed("TUQ", "TVQ"),
        ["PRECT"] = new CellwiseRecipe("PRECC + PRECL", 2, f => (double)f[0] + f[1]),
        ["THICK"] = new CellwiseRecipe("Z200 - Z1000", 2, f => (double)f[1] - f[0]),
        ["TMEAN"] = new CellwiseRecipe("(T200 + T500) / 2", 2, f => ((double)f[0] + f[1]) / 2),
    };

    /// <summary>The recipe of a channel, or null when it is not made of others.</summary>
    internal static IFieldRecipe? Of(string channel) => All.GetValueOrDefault(channel);

    static CellwiseRecipe Speed(string zonal, string meridional) => new($"sqrt({zonal}^2 + {meridional}^2)", 2, f => Length(f[0], f[1]));

    static double Length(double x, double y) => Math.Sqrt(x * x + y * y);
}
