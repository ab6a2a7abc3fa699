using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Each channel's mean over the times that were read, all of them and those of high summer in either hemisphere.</summary>
internal sealed class Portraits(IReadOnlyList<SourceChannel> channels)
{
    readonly Dictionary<(string Channel, int? Summer), Mosaic> means = [];

    /// <summary>Adds a field of one time.</summary>
    internal void Add(string channel, ClimateTime time, Mosaic field)
    {
        Sum((channel, null), field);
        if (SummerOf(time) is { } summer) Sum((channel, summer), field);
    }

    /// <summary>The mean over all times; null for a channel that was not read.</summary>
    internal Mosaic? Of(string channel) => means.GetValueOrDefault((channel, null));

    /// <summary>The mean over January and February (-1: summer in the south) or July and August (1: in the north); null when no such time was read.</summary>
    internal Mosaic? OfSummer(string channel, int summer) => means.GetValueOrDefault((channel, summer));

    /// <summary>The channel as reports name it.</summary>
    internal string Subject(string channel) => FieldCheck.Subject(channels.First(c => c.Name == channel));

    // Sea and air lag the sun by a month or two.
    static int? SummerOf(ClimateTime time) => time.Month switch
    {
        1 or 2 => -1,
        7 or 8 => 1,
        _ => null,
    };

    void Sum((string, int?) key, Mosaic field) => means[key] = means.TryGetValue(key, out var sum) ? sum.Plus(field) : field;
}
