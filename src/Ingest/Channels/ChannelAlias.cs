namespace Rossby.Ingest;

/// <summary>The names under which files carry a channel.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Names">Variables that are the channel as they stand, the likeliest first.</param>
/// <param name="LevelNames">Variables with a pressure axis of which the channel is one level.</param>
internal sealed record ChannelAlias(string Channel, string[] Names, string[] LevelNames)
{
    /// <summary>Whether the channel's CF standard name says enough: <c>air_temperature</c> at which height does not.</summary>
    public bool ByStandardName { get; init; } = true;
}
