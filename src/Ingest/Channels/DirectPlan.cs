using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>A channel that files hold.</summary>
/// <param name="Name">The channel's or the variable's name.</param>
/// <param name="Channel">The channel; null for a variable that is read as it stands.</param>
/// <param name="Found">Where it was found, in the files' order; at least one.</param>
internal sealed record DirectPlan(string Name, ClimateChannel? Channel, IReadOnlyList<ChannelMatch> Found) : ChannelPlan(Name, Channel)
{
    /// <summary>What it is, where it only stands in for the channel.</summary>
    public string? StandsIn { get; init; }

    internal override IEnumerable<ChannelMatch> Matches => Found;
}
