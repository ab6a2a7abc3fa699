using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Pressure levels that no file stores: between two of a pressure axis when the config asks, or from hybrid levels with the surface pressure.</summary>
/// <param name="files">The headers.</param>
/// <param name="config">Whether levels may be interpolated.</param>
/// <param name="matcher">Finds the variables.</param>
/// <param name="surface">Finds the surface pressure, by the name that the axis gives it.</param>
/// <param name="ground">Finds the height of the ground.</param>
internal sealed class LevelPlans(
    IReadOnlyList<SourceFile> files, FilesSourceConfig config, ChannelMatcher matcher, Func<string, ChannelPlan?> surface, Func<ChannelPlan?> ground)
{
    /// <summary>The plan of a channel, or why there is none; neither where no file holds a variable that it could be a level of.</summary>
    internal (ChannelPlan? Plan, string? WhyNot) Find(ClimateChannel channel)
    {
        if (matcher.PlaceOf(channel) is not { IsHeight: false, Value: var level }) return default;
        var columns = files.Select(f => matcher.ColumnOf(f, channel)).OfType<SourceField>().ToList();
        if (columns.Count == 0) return default;
        if (columns.TrueForAll(c => c.Hybrid != null)) return FromHybrid(channel, columns, level);
        if (!columns.TrueForAll(c => c.LevelsHPa != null)) return default;
        return config.InterpolateLevels
            ? Between(channel, columns, level)
            : (null, $"{columns[0]} has no level {VerticalPlace.HPa(level).Described}; \"interpolateLevels\": true in $.ingest.source would interpolate it");
    }

    static (ChannelPlan?, string?) Between(ClimateChannel channel, List<SourceField> columns, double level)
    {
        var levels = columns[0].LevelsHPa!;
        double[] over = [.. levels.Where(l => l < level)], under = [.. levels.Where(l => l > level)];
        if (over.Length == 0 || under.Length == 0) return (null, $"{columns[0]} has no levels on both sides of {VerticalPlace.HPa(level).Described}");
        double above = over.Max(), below = under.Min();
        foreach (var column in columns)
        {
            if (column.LevelsHPa!.Any(l => l > above && l < below) || PressureLevels.IndexOf(column.LevelsHPa!, above) < 0 || PressureLevels.IndexOf(column.LevelsHPa!, below) < 0)
                throw new DataException($"the levels about {VerticalPlace.HPa(level).Described} differ between {columns[0].FilePath} and {column.FilePath} ({column.Name}); interpolate one of them first");
        }
        return (new RecipePlan(channel, new InterpolationRecipe(columns[0].Name, above, below, level), [At(above), At(below)]), null);

        DirectPlan At(double place) => new(channel.Name, channel, [.. columns.Select(c => ChannelMatch.At(c, VerticalPlace.HPa(place), "alias")!)]);
    }

    (ChannelPlan?, string?) FromHybrid(ClimateChannel channel, List<SourceField> columns, double level)
    {
        var axis = RequireOneAxis(columns);
        if (surface(axis.SurfaceName) is not { } pressure)
            return (null, $"{columns[0]} is on hybrid levels, whose pressure needs the surface pressure {axis.SurfaceName}, which no file holds");
        var levels = axis.Downwards.Select(index => new DirectPlan(channel.Name, channel, [.. columns.Select(c => ChannelMatch.Layer(c, index))]));
        var below = Extrapolation(channel);
        var inputs = new List<ChannelPlan> { pressure };
        inputs.AddRange(levels);
        if (below is LevelExtrapolation.Temperature or LevelExtrapolation.Height)
        {
            if (ground() is not { } height) return (null, $"{columns[0]} goes on below the ground by a formula that needs the height of the ground (ZS, CAM's PHIS), which no file holds");
            inputs.Add(height);
        }
        if (below == LevelExtrapolation.Height)
        {
            var temperatures = files.Select(f => matcher.Column(f, CfNames.Temperature)).OfType<SourceField>().ToList();
            if (temperatures.Count == 0 || temperatures.Exists(t => t.Hybrid?.Matches(axis) != true))
                return (null, $"{columns[0]} goes on below the ground by a formula that needs the temperature on the same levels, which no file holds");
            inputs.Add(new DirectPlan("T", ClimateChannels.Find("T500"), [.. temperatures.Select(t => ChannelMatch.Layer(t, axis.Downwards[^1]))]));
        }
        return (new RecipePlan(channel, new HybridLevelRecipe(columns[0].Name, axis, level, below), inputs), null);
    }

    LevelExtrapolation Extrapolation(ClimateChannel channel) => !config.ExtrapolateLevels ? LevelExtrapolation.None : channel.StandardName switch
    {
        CfNames.Temperature => LevelExtrapolation.Temperature,
        CfNames.Height => LevelExtrapolation.Height,
        _ => LevelExtrapolation.Constant,
    };

    /// <summary>The axis of variables over several files.</summary>
    /// <exception cref="DataException">It is not the same in all.</exception>
    internal static HybridLevels RequireOneAxis(List<SourceField> columns)
    {
        var axis = columns[0].Hybrid!;
        if (columns.Find(c => c.Hybrid?.Matches(axis) != true) is { } other)
            throw new DataException($"the hybrid levels differ between {columns[0].FilePath} ({columns[0].Name}) and {other.FilePath} ({other.Name})");
        return axis;
    }
}
