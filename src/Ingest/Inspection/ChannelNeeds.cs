using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>What would supply a channel that files do not give.</summary>
internal static class ChannelNeeds
{
    const int Named = 6;

    /// <summary>In words.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="catalog">The files, which may hold something near.</param>
    internal static string Of(ClimateChannel channel, SourceCatalog catalog)
    {
        var names = ChannelNames.Of(catalog.Config);
        var ways = new List<string> { $"a variable {string.Join(", ", names.Fields(channel.Name).Take(Named))}" };
        if (channel is { LevelHPa: { } level, StandardName: { } quantity })
        {
            string columns = string.Join(", ", names.Columns(quantity).Take(Named));
            ways.Add($"{(columns.Length > 0 ? $"{columns} or " : "")}standard_name {quantity} at {level} hPa");
        }
        else if (channel.StandardName is { } name && channel.Quantity != ChannelQuantity.SpecificHumidity)
        {
            ways.Add($"standard_name {name}{(channel.HeightM is { } height ? $" at {height} m" : "")}");
        }
        if (channel.MadeOf.Count > 0) ways.Add($"all of {string.Join(", ", channel.MadeOf)}");
        return string.Join("; or ", ways) + catalog.Finder.Nearest(channel.Name);
    }
}
