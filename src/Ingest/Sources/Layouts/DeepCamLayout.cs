using Rossby.Core;
using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>
/// MLPerf's DeepCAM and its source ClimDeepLearn: one sample a file, <c>climate/data</c> with the 16 channels last (DeepCAM) or first (ClimDeepLearn), labels as
/// <c>climate/labels_0</c>, <c>labels_1</c> or stacked in <c>climate/labels</c>; no coordinates, the time in the file's name
/// (create_multichannel_multithreshold_labels.py:364-395, reformat_files.py:60-100). <c>stats.h5</c> beside them holds no sample.
/// </summary>
internal sealed class DeepCamLayout : ISourceLayout
{
    const string Data = "climate/data", Stacked = "climate/labels", Kept = "climate/channels", LabelsPrefix = "climate/labels_";
    static readonly string[] OfStatistics = ["climate/minval", "climate/maxval", "climate/sqmean"];

    public string Name => "deepcam";

    public string Sign => "climate/data of [latitude, longitude, channel]";

    public bool Recognises(NetCdfFile file) => file.Find(Data) is { Dimensions.Count: 3 } || IsStatistics(file);

    public IReadOnlyList<SourceField> Fields(NetCdfFile file)
    {
        if (file.Find(Data) is not { } data) return [];
        try
        {
            return Sample(file, data);
        }
        catch (DataException e)
        {
            return [ChannelArray.Refused(data, e.Message)];
        }
    }

    static bool IsStatistics(NetCdfFile file) => OfStatistics.All(name => file.Find(name) != null);

    static List<SourceField> Sample(NetCdfFile file, NetCdfVariable data)
    {
        if (data.Refusal != null) throw new DataException(data.Refusal);
        bool channelsLast = data.Shape[2] <= data.Shape[0];
        AxisRole[] roles = channelsLast ? [AxisRole.Latitude, AxisRole.Longitude, AxisRole.Other] : [AxisRole.Other, AxisRole.Latitude, AxisRole.Longitude];
        var grid = Grid(file, data.Shape[channelsLast ? 0 : 1], data.Shape[channelsLast ? 1 : 2]);
        string[] channels = Channels(file, data.Shape[channelsLast ? 2 : 0]);
        var times = CamFileName.Of(file.Path)?.Axis;
        var fields = channels.Select((channel, i) => ChannelArray.Field(data, roles, channel, i)).ToList();
        fields.AddRange(Labels(file));
        return [.. fields.Select(f => f.Refusal != null ? f : f with { Grid = grid, Times = times })];
    }

    static SourceGrid Grid(NetCdfFile file, long rows, long columns) =>
        file.Find("climate/lat") is { Dimensions.Count: 1 } lat && file.Find("climate/lon") is { Dimensions.Count: 1 } lon && (lat.Length, lon.Length) == (rows, columns)
            ? SourceGrid.Of(CoordinateValues.Read(lat), CoordinateValues.Read(lon), lat.Name, lon.Name)
            : CamGrid.Of(rows, columns);

    static string[] Channels(NetCdfFile file, long count)
    {
        string[] all = [.. ClimateChannels.Cam5.Select(c => c.Name)];
        if (count == all.Length) return all;
        if (file.Find(Kept) is { } kept && kept.Length == count && kept.ReadDoubles() is var numbers && numbers.All(n => n >= 0 && n < all.Length))
            return [.. numbers.Select(n => all[(int)n])];
        throw new DataException($"it has {count} channels, not DeepCAM's {all.Length}, and no {Kept} that says which");
    }

    // LABELS is what labels are called by default: the first labelling, which is the one that MLPerf uses.
    static IEnumerable<SourceField> Labels(NetCdfFile file)
    {
        const string first = "LABELS";
        foreach (var labels in file.Variables.Where(v => v.Name.StartsWith(LabelsPrefix, StringComparison.Ordinal) && v.Dimensions.Count == 2 && v.Shape[1] > 1))
        {
            string number = labels.Name[LabelsPrefix.Length..];
            if (!int.TryParse(number, out int labelling)) continue;
            if (labelling == 0) yield return ChannelArray.Field(labels, [AxisRole.Latitude, AxisRole.Longitude], first);
            yield return ChannelArray.Field(labels, [AxisRole.Latitude, AxisRole.Longitude], $"labels_{labelling}");
        }
        if (file.Find(Stacked) is not { Dimensions.Count: 3 } stacked) yield break;
        AxisRole[] roles = [AxisRole.Other, AxisRole.Latitude, AxisRole.Longitude];
        for (int labelling = 0; labelling < stacked.Shape[0]; labelling++)
        {
            if (labelling == 0) yield return ChannelArray.Field(stacked, roles, first, labelling);
            yield return ChannelArray.Field(stacked, roles, $"labels_{labelling}", labelling);
        }
    }
}
