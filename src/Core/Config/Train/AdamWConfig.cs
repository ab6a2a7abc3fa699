using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2), as torch.optim.AdamW.</summary>
public sealed record AdamWConfig : MomentsConfig
{
    /// <summary>Decoupled weight decay.</summary>
    [Description("Decoupled weight decay: the share of a weight taken off per unit of learning rate."), Range(0.0, 10.0)]
    public override double WeightDecay { get; init; } = 0.01;
}
