using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>LAMB (You et al. 2020, algorithm 2), as apex.optimizers.FusedLAMB: AdamW's step of each tensor, scaled to the norm of its weights.</summary>
public sealed record LambConfig : MomentsConfig
{
    /// <summary>Weight decay; without it a tensor is not scaled.</summary>
    [Description("Weight decay. A tensor without it is not scaled to the norm of its weights, unless trustUndecayed says so."), Range(0.0, 10.0)]
    public override double WeightDecay { get; init; } = 0.01;

    /// <summary>Whether weight decay acts beside the moments (apex's adam_w_mode), else it is part of the gradient.</summary>
    [Description("Whether weight decay acts beside the moments (apex's adam_w_mode), else it is part of the gradient (L2).")]
    public bool DecoupledDecay { get; init; } = true;

    /// <summary>All gradients together are scaled to at most this norm; 0 does not.</summary>
    [Description("All gradients together are scaled to at most this norm; 0 does not."), Range(0.0, 1e9)]
    public double MaxGradientNorm { get; init; } = 1;

    /// <summary>Whether the moments are corrected for their start at zero.</summary>
    [Description("Whether the moments are corrected for their start at zero.")]
    public bool BiasCorrection { get; init; } = true;

    /// <summary>Whether a gradient enters the first moment by 1 - beta1, else whole.</summary>
    [Description("Whether a gradient enters the first moment by 1 - beta1, else whole.")]
    public bool GradientAveraging { get; init; } = true;

    /// <summary>Whether tensors without weight decay are scaled too (apex's use_nvlamb).</summary>
    [Description("Whether tensors without weight decay are scaled to the norm of their weights too (apex's use_nvlamb).")]
    public bool TrustUndecayed { get; init; }
}
