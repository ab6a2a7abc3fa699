using System.Text.Json;
using Rossby.Core;

namespace Rossby.Models;

/// <summary>
/// ClimateNet's statistics by channel. Two sets were published: those of the repository's config.json since June 2022, which are the mean and standard
/// deviation of its data, and those of December 2020, with which the published weights were trained (its issue 9).
/// </summary>
public static class ClimateNetStatistics
{
    /// <summary>Of the repository since 2022-06-12.</summary>
    public static IReadOnlyDictionary<string, InputScale> June2022 { get; } = new Dictionary<string, InputScale>
    {
        ["TMQ"] = new(19.21859, 15.81723), ["U850"] = new(1.55302, 8.29764), ["V850"] = new(0.25413, 6.23163), ["PSL"] = new(100814.414, 1461.2227),
    };

    /// <summary>Of the published weights.</summary>
    public static IReadOnlyDictionary<string, InputScale> December2020 { get; } = new Dictionary<string, InputScale>
    {
        ["TMQ"] = new(0.37387, 302.66), ["U850"] = new(0.021035, 100.25), ["V850"] = new(0.0060484, 74.048), ["PSL"] = new(1619.3, 1178300),
    };

    /// <summary>The sets by the name that the command line takes.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, InputScale>> Named { get; } =
        new Dictionary<string, IReadOnlyDictionary<string, InputScale>> { ["climatenet-2020-12"] = December2020, ["climatenet-2022-06"] = June2022 };

    /// <summary>The channels of a ClimateNet <c>config.json</c>, in its order.</summary>
    /// <exception cref="DataException">It is not one.</exception>
    public static ImportedChannels ReadConfig(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return Of([.. json.RootElement.GetProperty("fields").EnumerateObject()
                .Select(f => (f.Name, new InputScale(f.Value.GetProperty("mean").GetDouble(), f.Value.GetProperty("std").GetDouble())))]);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new DataException($"{path}: not a config.json of ClimateNet: its \"fields\" do not give mean and std by variable ({e.Message}).", e);
        }
    }

    /// <summary>Channels by name and scale. What is known of ClimateNet's data counts as their statistics; for other channels the scale is believed.</summary>
    public static ImportedChannels Of(IReadOnlyList<(string Name, InputScale Scale)> fields) => new(
        [.. fields.Select(f => Statistics(f.Name, June2022.GetValueOrDefault(f.Name, f.Scale)))], [.. fields.Select(f => f.Scale)]);

    static ChannelStatistics Statistics(string name, InputScale data)
    {
        var known = ClimateChannels.Find(name);
        return new()
        {
            Name = name, LongName = known?.LongName ?? name, Units = known?.Units ?? "1", Mean = data.Shift, StandardDeviation = data.Scale,
            // Not told; six deviations hold all but freak values.
            Minimum = data.Shift - 6 * data.Scale, Maximum = data.Shift + 6 * data.Scale, MissingShare = 0, Origin = "imported",
        };
    }
}
