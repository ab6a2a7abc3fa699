using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>How the learning rate changes over the steps.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "name")]
[JsonDerivedType(typeof(CosineScheduleConfig), "cosine")]
public abstract record ScheduleConfig
{
    /// <summary>Steps over which the rate rises from 0 to its peak.</summary>
    [Description("Steps over which the learning rate rises from 0 to its peak."), Range(0, 1000000)]
    public int WarmupSteps { get; init; } = 20;
}
