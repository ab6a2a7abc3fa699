using Rossby.Core;

namespace Rossby.Eval;

/// <summary>Which channel lies under the masks.</summary>
public static class MapChannel
{
    // Moisture first: both storms are seen in it.
    static readonly string[] Preferred = ["TMQ", "IVT"];

    /// <summary>Its index.</summary>
    /// <exception cref="ConfigException">The config names one that the set lacks.</exception>
    public static int Find(EvalConfig config, IReadOnlyList<ChannelStatistics> channels)
    {
        var names = channels.Select(c => c.Name).ToList();
        if (config.MapChannel is { } given)
        {
            int index = names.IndexOf(given);
            return index >= 0 ? index : throw new ConfigException([$"$.eval.mapChannel: the set has no channel {given}; it has {string.Join(", ", names)}."]);
        }
        foreach (string name in Preferred)
        {
            if (names.IndexOf(name) is var index and >= 0) return index;
        }
        return 0;
    }
}
