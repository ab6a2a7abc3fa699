using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The names to look for: the config's own first, then those of the layout's table, of every table when the layout is not stated.</summary>
internal sealed class ChannelNames(IReadOnlyDictionary<string, IReadOnlyList<string>> own, params IReadOnlyList<NamingTable> tables)
{
    /// <summary>Every table.</summary>
    internal static IReadOnlyList<NamingTable> Tables { get; } =
        [CommonNames.Table, Era5Names.Table, Cmip6Names.Table, Merra2Names.Table, GfsNames.Table, CamNames.Table, WrfNames.Table];

    /// <summary>Those that a source's config asks for.</summary>
    internal static ChannelNames Of(FilesSourceConfig config) => config.Layout is FilesSourceConfig.AnyLayout or FilesSourceConfig.CfLayout
        ? new(config.Aliases, [.. Tables])
        : new(config.Aliases, [CommonNames.Table, .. Tables.Where(t => t.Layout == config.Layout)]);

    /// <summary>Variables that are the channel as they stand, its own name first.</summary>
    internal IEnumerable<string> Fields(string channel) =>
        [channel, .. own.GetValueOrDefault(channel) ?? [], .. tables.SelectMany(t => t.Fields.GetValueOrDefault(channel) ?? []).Distinct()];

    /// <summary>Variables with a vertical axis that hold a quantity.</summary>
    internal IEnumerable<string> Columns(string standardName) =>
        [.. own.GetValueOrDefault(standardName) ?? [], .. tables.SelectMany(t => t.Columns.GetValueOrDefault(standardName) ?? []).Distinct()];

    /// <summary>What may stand in for a channel.</summary>
    internal IEnumerable<StandIn> StandIns(string channel) => tables.Select(t => t.StandIns.GetValueOrDefault(channel)).OfType<StandIn>();
}
