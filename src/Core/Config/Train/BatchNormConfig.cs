using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>Over which samples batch norms take their statistics in training, with <c>fast</c>.</summary>
public sealed record BatchNormConfig
{
    /// <summary>Whose samples count as one batch.</summary>
    [Description("Whose samples count as one batch: local, each rank's own; group, those of some ranks; synchronised, those of all. Running statistics are the mean over the ranks in each case. More than local costs two small sums over ranks for each norm, which forward and backward wait for.")]
    public NormStatistics Statistics { get; init; } = NormStatistics.Local;

    /// <summary>In group: consecutive ranks that take statistics together; null takes those of a node.</summary>
    [Description("In group: how many consecutive ranks take statistics together, a divisor of their number; by default those of a node."), Range(2, 1048576)]
    public int? GroupSize { get; init; }
}
