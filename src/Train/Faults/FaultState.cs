namespace Rossby.Train;

/// <summary>What a run has been through; part of a checkpoint.</summary>
/// <param name="Count">Steps that were skipped, and times that it was rolled back.</param>
/// <param name="LeftOut">Steps that count as done and have not changed the weights.</param>
/// <param name="MeanLoss">The running mean of the loss.</param>
/// <param name="Losses">Over how many steps, 100 at most.</param>
public sealed record FaultState(int Count, long LeftOut, double MeanLoss, int Losses);
