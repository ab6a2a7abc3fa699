using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>How the learning rate changes over the steps: a linear warm-up, then a way down.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "name")]
[JsonDerivedType(typeof(CosineScheduleConfig), "cosine")]
[JsonDerivedType(typeof(PolynomialScheduleConfig), "polynomial")]
[JsonDerivedType(typeof(MultistepScheduleConfig), "multistep")]
[JsonDerivedType(typeof(PiecewiseScheduleConfig), "piecewise")]
[JsonDerivedType(typeof(ExponentialScheduleConfig), "exponential")]
public abstract record ScheduleConfig
{
    /// <summary>Steps over which the rate rises.</summary>
    [Description("Steps over which the learning rate rises to optimizer.learningRate."), Range(0, 1000000)]
    public int WarmupSteps { get; init; } = 20;

    /// <summary>Whether the first step has the first rate above the start, or the start itself as DeepCAM's reference.</summary>
    [Description("linear: the first step is already one step up. deepcam: as MLPerf DeepCAM's reference, the first step is at the rate that the rise starts from, and milestones count from one step later.")]
    public Warmup Warmup { get; init; } = Warmup.Linear;

    /// <summary>How many times the rate that the rise starts from its end is; 1 starts from 0.</summary>
    [Description("How many times the rate that the rise starts from its end is, DeepCAM's lr_warmup_factor; 1 rises from 0."), Range(1.0, 1000000.0)]
    public double WarmupFactor { get; init; } = 1;

    /// <summary>How the learning rate follows the global batch.</summary>
    [Description("How optimizer.learningRate, given for a batch of referenceBatch, follows train.batchSize: none, linear, or square-root.")]
    public BatchScaling BatchScaling { get; init; } = BatchScaling.None;

    /// <summary>The global batch that the learning rate was chosen for; null without scaling.</summary>
    [Description("The global batch that optimizer.learningRate was chosen for; only with batchScaling."), Range(1, 1000000)]
    public int? ReferenceBatch { get; init; }
}
