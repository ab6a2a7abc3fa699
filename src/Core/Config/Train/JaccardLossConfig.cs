namespace Rossby.Core;

/// <summary>The mean over the classes in a batch's labels of 1 - intersection / union.</summary>
public sealed record JaccardLossConfig : LossConfig;
