namespace Rossby.Core;

/// <summary>The mean over the classes in a batch's labels of 1 - 2 intersection / (probability + label) (Milletari et al. 2016).</summary>
public sealed record DiceLossConfig : LossConfig;
