using Rossby.Core;
using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>One file of synthetic weather in the style of CAM's history files: 64-bit-offset classic, unlimited time, noleap.</summary>
sealed class SyntheticFileWriter : IDisposable
{
    /// <summary>Raised whenever the same seed gives other weather.</summary>
    internal const int GeneratorVersion = 4;

    // CAM writes it on request; detectors with thresholds in kg m-1 s-1 take nothing else.
    static readonly ClimateChannel Transport = ClimateChannels.Find("IVT")!;

    readonly NetCdfWriter file;
    readonly LatLonGrid grid;
    long written;

    internal SyntheticFileWriter(string path, SyntheticSourceConfig config, ulong seed, LatLonGrid grid)
    {
        this.grid = grid;
        file = NetCdfWriter.Create(path, NetCdfWriteFormat.Offset64, fill: false);
        try
        {
            Define(config, seed);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The name of the file that begins at a time, as CAM names its history files: year-month-day-second.</summary>
    internal static string Name(int startYear, double days)
    {
        var time = CfTime.Parse(TimeUnits(startYear), CalendarDays.Name(ClimateCalendar.NoLeap)).Decode(days);
        return $"synthetic.{time.Year:D4}-{time.Month:D2}-{time.Day:D2}-{time.Second:D5}.nc";
    }

    internal static string TimeUnits(int startYear) => $"days since {startYear:D4}-01-01 00:00:00";

    /// <summary>Appends a step.</summary>
    internal void Append(double days, SyntheticFields fields)
    {
        file.Write<double>("time", [days], [written], [1]);
        ReadOnlySpan<long> start = [written, 0, 0], count = [1, grid.Height, grid.Width];
        foreach (var channel in ClimateChannels.Cam5) file.Write<float>(channel.Name, fields.Channel(channel.Name), start, count);
        file.Write<float>(Transport.Name, fields.IVT, start, count);
        file.Write<byte>("LABELS", fields.Labels, start, count);
        written++;
    }

    internal void Commit() => file.Commit();

    public void Dispose() => file.Dispose();

    void Define(SyntheticSourceConfig config, ulong seed)
    {
        file.DefineDimension("time", null);
        file.DefineDimension("lat", grid.Height);
        file.DefineDimension("lon", grid.Width);
        file.SetAttribute(null, "Conventions", "CF-1.8");
        file.SetAttribute(null, "title", "Synthetic CAM5-like weather with its true storms");
        file.SetAttribute(null, "comment", SyntheticSourceConfig.Notice);
        file.SetAttribute(null, "source", $"Rossby synthetic weather, generator version {GeneratorVersion}");
        file.SetAttribute(null, "seed", seed.ToString());
        Axis("time", "time", TimeUnits(config.StartYear), "time", "T");
        file.SetAttribute("time", "calendar", CalendarDays.Name(ClimateCalendar.NoLeap));
        Axis("lat", "latitude", "degrees_north", "latitude", "Y");
        Axis("lon", "longitude", "degrees_east", "longitude", "X");
        string[] dimensions = ["time", "lat", "lon"];
        foreach (var channel in (IEnumerable<ClimateChannel>)[.. ClimateChannels.Cam5, Transport])
        {
            file.DefineVariable(channel.Name, NetCdfType.Float, dimensions);
            file.SetAttribute(channel.Name, "units", channel.Units);
            file.SetAttribute(channel.Name, "long_name", channel.LongName);
            if (channel.StandardName is { } standard) file.SetAttribute(channel.Name, "standard_name", standard);
        }
        file.DefineVariable("LABELS", NetCdfType.Byte, dimensions);
        file.SetAttribute("LABELS", "long_name", "True class of the planted storms");
        file.SetAttribute<byte>("LABELS", "flag_values", SegmentationClass.Background, SegmentationClass.TropicalCyclone, SegmentationClass.AtmosphericRiver);
        file.SetAttribute("LABELS", "flag_meanings", string.Join(' ', SegmentationClass.Names.Select(n => n.Replace(' ', '_'))));
        file.SetAttribute("LABELS", "comment", "tropical cyclone: great-circle disc of the radius of 8 m s-1 wind; atmospheric river: own vapour transport of at least 250 kg m-1 s-1");
        file.Write<double>("lat", grid.LatitudeDeg, [0], [grid.Height]);
        file.Write<double>("lon", grid.LongitudeDeg, [0], [grid.Width]);
    }

    void Axis(string name, string longName, string units, string standardName, string axis)
    {
        file.DefineVariable(name, NetCdfType.Double, [name]);
        file.SetAttribute(name, "long_name", longName);
        file.SetAttribute(name, "units", units);
        file.SetAttribute(name, "standard_name", standardName);
        file.SetAttribute(name, "axis", axis);
    }
}
