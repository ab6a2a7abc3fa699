namespace Rossby.Torch;

/// <summary>What LAMB (You et al. 2020, algorithm 2) has beyond Adam; defaults are those of apex's FusedLAMB.</summary>
/// <param name="MaxGradientNorm">All gradients together are scaled to at most this norm; 0 does not.</param>
/// <param name="BiasCorrection">Whether the moments are corrected for their start at zero.</param>
/// <param name="GradientAveraging">Whether a gradient enters the mean by 1 - beta1, else whole.</param>
/// <param name="TrustUndecayed">Whether parameters without weight decay are scaled by their trust ratio too (apex's use_nvlamb).</param>
// The layout is rt_lamb's.
public readonly record struct LambOptions(double MaxGradientNorm = 1, bool BiasCorrection = true, bool GradientAveraging = true, bool TrustUndecayed = false);
