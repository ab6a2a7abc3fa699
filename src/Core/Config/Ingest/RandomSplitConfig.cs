using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>
/// Each time by itself, at random. Neighbours in time show the same weather, so that scores come out too good:
/// the guard warns, and no storm is kept out of a second split.
/// </summary>
public sealed record RandomSplitConfig : ShareSplitConfig
{
    /// <summary>Seed of the draw.</summary>
    [Description("Seed of the draw."), Range(0, int.MaxValue)]
    public int Seed { get; init; }
}
