namespace Rossby.Eval;

/// <summary>Samples of a split as physical fields, for the baselines.</summary>
internal interface IFieldSamples
{
    /// <summary>How many there are.</summary>
    int Count { get; }

    /// <summary>Cells of one sample, H x W.</summary>
    int Cells { get; }

    /// <summary>Reads a sample.</summary>
    /// <param name="sample">Which.</param>
    /// <param name="fields">Receives [H, W, C] in physical units, NaN where missing.</param>
    /// <param name="labels">Receives [H, W]: 0, 1, 2 or 255.</param>
    void Read(int sample, Span<float> fields, Span<byte> labels);
}
