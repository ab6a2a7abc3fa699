using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Integrals over the column: IVT from q, u, v and IWV from q, on pressure levels or hybrid ones (<see cref="ColumnRecipe"/>).</summary>
/// <param name="files">The headers.</param>
/// <param name="matcher">Finds the variables.</param>
/// <param name="surface">Finds the surface pressure, by the name that an axis gives it.</param>
internal sealed class ColumnPlans(IReadOnlyList<SourceFile> files, ChannelMatcher matcher, Func<string, ChannelPlan?> surface)
{
    // With 6 levels the transport of a river errs by some hundredths, with 3 by a quarter (SCIENCE, Units).
    const int FewLevels = 6, FewestLevels = 3;

    static readonly ClimateChannel Humidity = new("q", "Specific humidity", "kg kg-1", ChannelQuantity.SpecificHumidity, new(-0.001, 0.05));
    static readonly ClimateChannel Zonal = new("u", "Zonal wind", "m s-1", ChannelQuantity.Wind, new(-200, 200));
    static readonly ClimateChannel Meridional = new("v", "Meridional wind", "m s-1", ChannelQuantity.Wind, new(-200, 200));

    /// <summary>The plan of IVT or IWV, or why there is none; neither for other channels, and where no file holds humidity on levels.</summary>
    internal (ChannelPlan? Plan, string? WhyNot) Find(ClimateChannel channel)
    {
        (ClimateChannel Factor, string StandardName)[] factors = channel.Name switch
        {
            "IVT" => [(Humidity, CfNames.Humidity), (Zonal, CfNames.Zonal), (Meridional, CfNames.Meridional)],
            "IWV" => [(Humidity, CfNames.Humidity)],
            _ => [],
        };
        if (factors.Length == 0) return default;
        var columns = factors.Select(f => files.Select(file => matcher.Column(file, f.StandardName)).OfType<SourceField>().ToList()).ToList();
        if (columns.All(c => c.Count == 0)) return default;
        if (columns.FindIndex(c => c.Count == 0) is var lacking and >= 0) return (null, $"it could be integrated over levels, but no file holds {factors[lacking].StandardName} on levels");
        var all = columns.SelectMany(c => c).ToList();
        if (all.TrueForAll(c => c.LevelsHPa != null)) return OnPressureLevels(channel, factors, columns);
        return all.TrueForAll(c => c.Hybrid != null)
            ? OnHybridLevels(channel, factors, columns)
            : (null, $"the levels of {string.Join(", ", columns.Select(c => c[0].Name))} are of different kinds");
    }

    (ChannelPlan?, string?) OnPressureLevels(ClimateChannel channel, (ClimateChannel Factor, string)[] factors, List<List<SourceField>> columns)
    {
        var all = columns.SelectMany(c => c).ToList();
        double[] shared = [.. all[0].LevelsHPa!.Where(l => all.TrueForAll(c => PressureLevels.IndexOf(c.LevelsHPa!, l) >= 0)).Order()];
        int within = shared.Count(IsWithin);
        if (within < FewestLevels)
            return (null, $"{string.Join(", ", columns.Select(c => c[0].Name))} have {within} level(s) in common between 300 and 1000 hPa ({all[0].FilePath}); an integral needs {FewestLevels} at least, better {FewLevels}");
        // One level beyond each end, to reach it.
        int first = Math.Max(0, Array.FindLastIndex(shared, l => l <= 300)), last = Array.FindIndex(shared, l => l >= 1000);
        double[] used = shared[first..((last < 0 ? shared.Length - 1 : last) + 1)];
        var pressure = surface("");
        var axis = new ColumnAxis([.. used.Select(l => l * 100)], new double[used.Length], pressure != null, ReachesGround: false);
        var levels = used.SelectMany(level => factors.Select((f, i) =>
            (ChannelPlan)new DirectPlan(f.Factor.Name, f.Factor, [.. columns[i].Select(c => ChannelMatch.At(c, VerticalPlace.HPa(level), "alias")!)])));
        List<string> notes = [];
        if (within < FewLevels) notes.Add($"{channel.Name} is integrated over {within} levels between 300 and 1000 hPa ({string.Join(", ", used)}): {FewLevels} or more are advised");
        if (used[0] > 300 * 1.001) notes.Add(FormattableString.Invariant($"{channel.Name} is integrated from {used[0]:0.###} hPa down: the files have no level at or above 300 hPa"));
        if (used[^1] < 1000 / 1.001) notes.Add(FormattableString.Invariant($"{channel.Name} is integrated down to {used[^1]:0.###} hPa: the files have no level at 1000 hPa"));
        if (pressure == null) notes.Add($"{channel.Name} is integrated without surface pressure, down to 1000 hPa or to where levels are missing: values that the files give below the ground count");
        return (Plan(channel, factors.Length, axis, pressure, levels, notes), null);
    }

    (ChannelPlan?, string?) OnHybridLevels(ClimateChannel channel, (ClimateChannel Factor, string)[] factors, List<List<SourceField>> columns)
    {
        var hybrid = LevelPlans.RequireOneAxis([.. columns.SelectMany(c => c)]);
        if (surface(hybrid.SurfaceName) is not { } pressure)
            return (null, $"{columns[0][0]} is on hybrid levels, whose pressure needs the surface pressure {hybrid.SurfaceName}, which no file holds");
        int[] downwards = hybrid.Downwards;
        int within = downwards.Count(level => IsWithin(hybrid.PressurePa(level, 1e5) / 100));
        if (within < FewestLevels) return (null, $"{columns[0][0]} has {within} hybrid level(s) between 300 and 1000 hPa; an integral needs {FewestLevels} at least");
        // Over the highest ground, half the pressure of the sea's, levels lie higher: what is above 300 hPa everywhere is left out.
        int first = Math.Max(0, Array.FindLastIndex(downwards, level => hybrid.PressurePa(level, 1.1e5) <= 3e4));
        int[] used = downwards[first..];
        var axis = new ColumnAxis([.. used.Select(l => hybrid.FixedPa[l])], [.. used.Select(l => hybrid.SurfaceShare[l])], HasSurface: true, ReachesGround: true);
        var levels = used.SelectMany(level => factors.Select((f, i) => (ChannelPlan)new DirectPlan(f.Factor.Name, f.Factor, [.. columns[i].Select(c => ChannelMatch.Layer(c, level))])));
        List<string> notes = within < FewLevels ? [$"{channel.Name} is integrated over {within} hybrid levels between 300 and 1000 hPa: {FewLevels} or more are advised"] : [];
        return (Plan(channel, factors.Length, axis, pressure, levels, notes), null);
    }

    static RecipePlan Plan(ClimateChannel channel, int factors, ColumnAxis axis, ChannelPlan? pressure, IEnumerable<ChannelPlan> levels, List<string> notes) =>
        new(channel, new ColumnRecipe(axis, isTransport: factors == 3), pressure == null ? [.. levels] : [pressure, .. levels]) { Notes = notes };

    static bool IsWithin(double hPa) => hPa is >= 300 / 1.001 and <= 1000 * 1.001;
}
