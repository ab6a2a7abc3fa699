using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Where a channel comes from: variables that hold it, or a recipe over other plans.</summary>
/// <param name="Name">The channel's or the variable's name.</param>
/// <param name="Channel">The channel; null for a variable that is read as it stands.</param>
internal abstract record ChannelPlan(string Name, ClimateChannel? Channel)
{
    /// <summary>The variables that are read for it in the end.</summary>
    internal abstract IEnumerable<ChannelMatch> Matches { get; }
}
