namespace Rossby.Eval;

/// <summary>No storm anywhere: on rare classes this is right in most cells, which is why accuracy is not a score.</summary>
internal sealed class AllBackground : IPixelBaseline
{
    /// <inheritdoc/>
    public string Name => "all background";

    /// <inheritdoc/>
    public string Description => "No storm anywhere.";

    /// <inheritdoc/>
    /// <remarks>Background is class 0.</remarks>
    public void Predict(ReadOnlySpan<float> fields, Span<byte> classes) => classes.Clear();
}
