using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>How a field is made of others. One instance serves many threads.</summary>
internal interface IFieldRecipe
{
    /// <summary>What it does, with its inputs' names, for the manifest: <c>sqrt(U850^2 + V850^2)</c>.</summary>
    string Formula { get; }

    /// <summary>Makes the field of one time. A cell that needs a missing value is missing: NaN.</summary>
    /// <param name="grid">The grid, in stored order.</param>
    /// <param name="inputs">Read when asked for, so that a column of many levels is never held whole.</param>
    /// <param name="result">Receives [H, W].</param>
    void Make(LatLonGrid grid, IFieldInputs inputs, Span<float> result);
}
