namespace Rossby.Ingest;

/// <summary>A field that is near a channel, but is not it.</summary>
/// <param name="What">What it is, for the manifest: <c>wind at 10 m for the lowest level's</c>.</param>
/// <param name="Names">Variables that hold it.</param>
internal sealed record StandIn(string What, params string[] Names)
{
    internal const string Wind10M = "wind at 10 m for that of the lowest level";
    internal const string Humidity2M = "humidity at 2 m for that at the reference height";
    internal const string Skin = "skin temperature for the surface's";
}
