using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Finds out how each channel is to be had from a set of files: as a variable, a level of one, or made of other channels.</summary>
/// <param name="files">Their headers.</param>
/// <param name="config">Names and units where the files do not tell them.</param>
internal sealed class ChannelFinder(IReadOnlyList<SourceFile> files, FilesSourceConfig config)
{
    readonly ChannelMatcher matcher = new(config.Variables);
    // A channel that others are made of is one plan, so that it is read once.
    readonly Dictionary<string, ChannelPlan?> known = new(StringComparer.Ordinal);

    /// <summary>Whether the files give the channel.</summary>
    /// <exception cref="DataException">It is there but cannot be read, or two variables claim it.</exception>
    internal bool Has(string channel) => Find(channel) != null;

    /// <summary>How the channel is to be had.</summary>
    /// <exception cref="DataException">The files do not give it; the message names the channel, the files and what they hold.</exception>
    internal ChannelPlan Channel(string channel)
    {
        if (Find(channel) is { } plan) return plan;
        string asked = config.Variables.TryGetValue(channel, out string? named) ? $"as variable {named}" : "under a known name";
        throw new DataException($"channel {channel} was not found {asked} in {Holdings()}. "
            + $"If it has another name there, say so: \"variables\": {{ \"{channel}\": \"...\" }} in $.ingest.source{LevelHint(channel)}{Lacking(channel)}");
    }

    /// <summary>A variable as it stands, in every file that holds it.</summary>
    /// <exception cref="DataException">None does, or it is no field.</exception>
    internal ChannelPlan Variable(string name)
    {
        var fields = files.Select(f => f.Fields.FirstOrDefault(x => x.Name == name)).OfType<SourceField>().ToList();
        if (fields.Count == 0) throw new DataException($"variable {name} was not found in {Holdings()}");
        if (fields.Find(f => f.Refusal != null) is { } refused) throw new DataException(refused.Refusal!);
        return new DirectPlan(name, null, [.. fields.Select(f => new ChannelMatch(f, f.AxisOf(AxisRole.Level) >= 0 ? 0 : -1, null, "name"))]);
    }

    ChannelPlan? Find(string channel)
    {
        if (known.TryGetValue(channel, out var plan)) return plan;
        return known[channel] = (ChannelPlan?)Direct(channel) ?? Made(channel);
    }

    DirectPlan? Direct(string channel)
    {
        var matches = files.Select(f => matcher.Match(f, channel)).OfType<ChannelMatch>().ToList();
        return matches.Count == 0 ? null : new DirectPlan(channel, ClimateChannels.Find(channel), matches);
    }

    // A channel that the config names is that variable or nothing.
    RecipePlan? Made(string name)
    {
        if (config.Variables.ContainsKey(name) || Recipes.Of(name) is not { } recipe || ClimateChannels.Find(name) is not { } channel) return null;
        var inputs = channel.MadeOf.Select(Find).OfType<ChannelPlan>().ToList();
        return inputs.Count == channel.MadeOf.Count ? new RecipePlan(channel, recipe, inputs) : null;
    }

    string Lacking(string name)
    {
        if (Recipes.Of(name) is not { } recipe || ClimateChannels.Find(name) is not { } channel) return "";
        return $"; it could be made ({recipe.Formula}) but for {string.Join(" and ", channel.MadeOf.Where(input => Find(input) == null))}";
    }

    // Files that hold the same are listed once, or a thousand of them would hide the point.
    string Holdings()
    {
        const int most = 4;
        var kinds = files.GroupBy(f => f.Listing).Select(g => $"{g.First().Path}{(g.Count() > 1 ? $" and {g.Count() - 1} more" : "")} (has {g.Key})").ToList();
        return string.Join("; ", kinds.Take(most)) + (kinds.Count > most ? $"; and {kinds.Count - most} further kinds of files" : "");
    }

    // A single-level u could be at any level; Rossby does not guess.
    string LevelHint(string channel)
    {
        if (ClimateChannels.Find(channel)?.LevelHPa is not { } level) return "";
        string[] names = ChannelAliases.Of(channel).LevelNames;
        var flat = files.SelectMany(f => f.Fields).FirstOrDefault(f => f.Refusal == null && f.LevelsHPa == null && names.Contains(f.Name, StringComparer.OrdinalIgnoreCase));
        return flat == null ? "" : $" ({flat} states no level: if it is at {level} hPa, \"{channel}\": \"{flat.Name}\")";
    }
}
