using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>How weights are updated.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "name")]
[JsonDerivedType(typeof(SgdConfig), "sgd")]
[JsonDerivedType(typeof(AdamConfig), "adam")]
[JsonDerivedType(typeof(AdamWConfig), "adamw")]
[JsonDerivedType(typeof(LambConfig), "lamb")]
public abstract record OptimizerConfig
{
    /// <summary>Learning rate when the warm-up is over; the schedule may scale it with the batch.</summary>
    [Description("Learning rate when the warm-up is over, from which the schedule goes down; schedule.batchScaling scales it with the batch."), Range(0.0, 10.0, MinimumIsExclusive = true)]
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Weight decay, whatever it means to the optimizer.</summary>
    public abstract double WeightDecay { get; init; }

    /// <summary>Whether norms and biases, the parameters of one dimension, are decayed too, as DeepCAM does.</summary>
    [Description("Whether norms and biases, the parameters of one dimension, are decayed too, as DeepCAM does.")]
    public bool DecayNorms { get; init; }

    /// <summary>Rates for each tensor by the norms of weights and gradient.</summary>
    [Description("Layer-wise rates (LARC) under this optimizer.")]
    public LarcConfig Larc { get; init; } = new();
}
