namespace Rossby.Core;

/// <summary>The Jaccard loss as ClimateNet computes it: softmax twice, one quotient per class and longitude (losses.py:26-29, models.py:83).</summary>
public sealed record ClimateNetJaccardLossConfig : LossConfig;
