using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// Finds out how each channel is to be had from a set of files: as a variable or a level of one; between levels; integrated over a column; made of other
/// channels; or, where the config allows it, by what stands in for it.
/// </summary>
internal sealed class ChannelFinder
{
    readonly IReadOnlyList<SourceFile> files;
    readonly FilesSourceConfig config;
    readonly ChannelMatcher matcher;
    readonly LevelPlans levels;
    readonly ColumnPlans columns;

    // A channel that others are made of is one plan, so that it is read once.
    readonly Dictionary<string, ChannelPlan?> known = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> whyNot = new(StringComparer.Ordinal);

    /// <param name="files">Their headers.</param>
    /// <param name="config">Names and units where the files do not tell them, and what is allowed.</param>
    internal ChannelFinder(IReadOnlyList<SourceFile> files, FilesSourceConfig config)
    {
        (this.files, this.config) = (files, config);
        matcher = new ChannelMatcher(config);
        levels = new LevelPlans(files, config, matcher, SurfacePressure, () => Find("ZS"));
        columns = new ColumnPlans(files, matcher, SurfacePressure);
    }

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
            + $"If it has another name there, say so: \"variables\": {{ \"{channel}\": \"...\" }} in $.ingest.source{Nearest(channel)}");
    }

    /// <summary>A variable as it stands, in every file that holds it.</summary>
    /// <exception cref="DataException">None does, or it is no field.</exception>
    internal ChannelPlan Variable(string name)
    {
        var fields = files.Select(f => f.Fields.FirstOrDefault(x => x.Name == name)).OfType<SourceField>().ToList();
        if (fields.Count == 0) throw new DataException($"variable {name} was not found in {Holdings()}");
        if (fields.Find(f => f.Refusal != null) is { } refused) throw new DataException(refused.Refusal!);
        return new DirectPlan(name, null, [.. fields.Select(f => ChannelMatch.Flat(f, "name"))]);
    }

    /// <summary>What the files hold that is near a channel that they do not give, and what keeps it from being it; empty when there is nothing.</summary>
    internal string Nearest(string channel) => LevelHint(channel) + Lacking(channel);

    ChannelPlan? Find(string name)
    {
        if (known.TryGetValue(name, out var plan)) return plan;
        return known[name] = (ChannelPlan?)Direct(name) ?? (ClimateChannels.Find(name) is { } channel ? Derived(channel) : null);
    }

    ChannelPlan? Derived(ClimateChannel channel) =>
        Noted(channel, levels.Find(channel)) ?? Lowest(channel) ?? Unnamed(channel, () => Noted(channel, columns.Find(channel)) ?? Made(channel) ?? StandIn(channel));

    // A channel that the config names is that variable or nothing.
    ChannelPlan? Unnamed(ClimateChannel channel, Func<ChannelPlan?> find) => config.Variables.ContainsKey(channel.Name) ? null : find();

    ChannelPlan? Noted(ClimateChannel channel, (ChannelPlan? Plan, string? WhyNot) found)
    {
        if (found.WhyNot != null) whyNot[channel.Name] = found.WhyNot;
        return found.Plan;
    }

    DirectPlan? Direct(string channel)
    {
        var matches = files.Select(f => matcher.Match(f, channel)).OfType<ChannelMatch>().ToList();
        return matches.Count == 0 ? null : new DirectPlan(channel, ClimateChannels.Find(channel), matches);
    }

    // The lowest of hybrid levels is the lowest level; that of a pressure axis is none.
    DirectPlan? Lowest(ClimateChannel channel)
    {
        string? quantity = channel.Name switch { "UBOT" => CfNames.Zonal, "VBOT" => CfNames.Meridional, _ => null };
        if (quantity == null || config.Variables.ContainsKey(channel.Name)) return null;
        var fields = files.Select(f => matcher.Column(f, quantity)).OfType<SourceField>().ToList();
        if (fields.Count == 0 || fields.Exists(f => f.Hybrid == null)) return null;
        int lowest = LevelPlans.RequireOneAxis(fields).Downwards[^1];
        return new DirectPlan(channel.Name, channel, [.. fields.Select(f => ChannelMatch.Layer(f, lowest))]);
    }

    RecipePlan? Made(ClimateChannel channel)
    {
        if (Recipes.Of(channel.Name) is not { } recipe) return null;
        var inputs = channel.MadeOf.Select(Find).OfType<ChannelPlan>().ToList();
        return inputs.Count == channel.MadeOf.Count ? new RecipePlan(channel, recipe, inputs) : null;
    }

    ChannelPlan? StandIn(ClimateChannel channel)
    {
        var found = files.Select(f => matcher.StandIn(f, channel.Name)).OfType<(ChannelMatch Match, string What)>().ToList();
        ChannelPlan? plan = found.Count == 0 ? DewPoint(channel) : new DirectPlan(channel.Name, channel, [.. found.Select(f => f.Match)]) { StandsIn = found[0].What };
        if (plan == null || config.AllowApproximate.Contains(channel.Name)) return plan;
        var nearest = plan.Matches.Last();
        whyNot[channel.Name] = $"{nearest} of {nearest.Field.FilePath} could stand in ({(found.Count == 0 ? Ingest.StandIn.Humidity2M : found[0].What)}): "
            + $"\"allowApproximate\": [\"{channel.Name}\"] in $.ingest.source allows it";
        return null;
    }

    RecipePlan? DewPoint(ClimateChannel channel)
    {
        if (channel.Name != "QREFHT" || SurfacePressure("") is not { } pressure) return null;
        var found = files.Select(f => matcher.MatchByName(f, DewPointRecipe.DewPoint.Name)).OfType<ChannelMatch>().ToList();
        if (found.Count == 0) return null;
        var dewPoint = new DirectPlan(DewPointRecipe.DewPoint.Name, DewPointRecipe.DewPoint, found);
        return new RecipePlan(channel, new DewPointRecipe(), [pressure, dewPoint]) { Notes = [$"{channel.Name} is made of {found[0]}: {Ingest.StandIn.Humidity2M}"] };
    }

    // The name that a hybrid axis gives, else the channel as anything finds it.
    ChannelPlan? SurfacePressure(string named)
    {
        var channel = Find("PS");
        if (named.Length == 0 || channel?.Matches.First().Field.Name == named) return channel;
        var fields = files.Select(f => f.Fields.FirstOrDefault(x => x.Name == named && x.Refusal == null && !x.HasLevels)).OfType<SourceField>().ToList();
        return fields.Count == 0 ? channel : new DirectPlan("PS", ClimateChannels.Find("PS"), [.. fields.Select(f => ChannelMatch.Flat(f, "formula_terms"))]);
    }

    string Lacking(string name)
    {
        if (whyNot.TryGetValue(name, out string? reason)) return $"; {reason}";
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
    string LevelHint(string name)
    {
        if (ClimateChannels.Find(name) is not { LevelHPa: { } level } channel) return "";
        var flat = files.SelectMany(f => f.Fields).FirstOrDefault(f => f is { Refusal: null, LevelsHPa: null, HasLevels: false } && matcher.MayBeLevelOf(f, channel));
        return flat == null ? "" : $" ({flat} states no level: if it is at {level} hPa, \"{name}\": \"{flat.Name}\")";
    }
}
