using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>Adam (Kingma and Ba 2015, algorithm 1) with weight decay as part of the gradient, as torch.optim.Adam.</summary>
public sealed record AdamConfig : MomentsConfig
{
    /// <summary>Weight decay, part of the gradient.</summary>
    [Description("Weight decay, part of the gradient (L2)."), Range(0.0, 10.0)]
    public override double WeightDecay { get; init; }
}
