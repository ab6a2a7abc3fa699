namespace Rossby.Cli;

/// <summary>One time of a prediction.</summary>
/// <param name="Time">Index into the source's times.</param>
/// <param name="Fields">[H, W, C] in physical units.</param>
/// <param name="Labels">[H, W].</param>
/// <param name="StormCells">Cells of either storm.</param>
internal sealed record PredictedSample(int Time, float[] Fields, byte[] Labels, int StormCells);
