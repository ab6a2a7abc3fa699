namespace Rossby.Eval;

/// <summary>What one map needs of its sample.</summary>
/// <param name="Sample">Index in the split.</param>
/// <param name="Field">The drawn channel [H, W] in physical units.</param>
/// <param name="Label">[H, W].</param>
/// <param name="Prediction">[H, W].</param>
internal sealed record MapSample(int Sample, float[] Field, byte[] Label, byte[] Prediction);
