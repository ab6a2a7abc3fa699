namespace Rossby.Core;

/// <summary>Where every value of a config stands, by its path.</summary>
internal sealed class ConfigPlaces(ConfigNode root)
{
    readonly Dictionary<string, string> places = root.SelfAndDescendants().ToDictionary(n => n.Path, n => n.Place);

    /// <summary>The place of a value; one that is not there is placed at the section that would hold it.</summary>
    public string Of(string path)
    {
        while (true)
        {
            if (places.TryGetValue(path, out string? place)) return place;
            int end = path.LastIndexOfAny(['.', '[']);
            if (end < 0) return root.Place;
            path = path[..end];
        }
    }
}
