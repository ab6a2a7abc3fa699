namespace Rossby.Eval;

/// <summary>A rule that decides each cell from its own values alone: what a network has to beat.</summary>
internal interface IPixelBaseline
{
    /// <summary>Short name for tables.</summary>
    string Name { get; }

    /// <summary>What it does, with the values that were fitted.</summary>
    string Description { get; }

    /// <summary>Decides every cell.</summary>
    /// <param name="fields">[cells, C] in physical units, NaN where missing.</param>
    /// <param name="classes">Receives [cells].</param>
    void Predict(ReadOnlySpan<float> fields, Span<byte> classes);
}
