using Rossby.Core;
using Rossby.Ingest;
using Rossby.NetCdf;

namespace Rossby.Tests.Native.Ingest;

/// <summary>The content of a file that the sweep spoils: fields [T, H, W] by channel, in stored order and the channels' units.</summary>
sealed record SweptFile(string Name, double[] LatitudeDeg, double[] LongitudeDeg, double[] Times, string TimeUnits, string Calendar, IReadOnlyDictionary<string, float[]> Fields)
{
    /// <summary>The file written ends after so many tenths.</summary>
    internal int Tenths { get; init; } = 10;

    /// <summary>A channel that is written as a variable with levels, with its values at each of them.</summary>
    internal (string Channel, double[] LevelsHPa)? Column { get; init; }

    internal int Height => LatitudeDeg.Length;

    internal int Width => LongitudeDeg.Length;

    internal bool IsGlobe => new LatLonGrid(LatitudeDeg, LongitudeDeg).IsGlobal;

    /// <summary>All channels of synthetic weather.</summary>
    internal static SweptFile Of(Weather weather) => new("synthetic globe", [.. weather.Grid.LatitudeDeg], [.. weather.Grid.LongitudeDeg], Weather.Days, "days since 2001-01-01", "noleap",
        ClimateChannels.Cam5.ToDictionary(c => c.Name, c => weather.Field(c.Name)));

    /// <summary>Reads some times of a source.</summary>
    internal static SweptFile Read(string name, FilesSourceConfig config, string folder, string[] channels, int mostTimes)
    {
        using var source = SampleSource.Open(config, folder, channels);
        int[] times = IngestGuard.Spread(source.Times.Count, mostTimes);
        var fields = channels.ToDictionary(c => c, _ => new float[times.Length * source.Grid.CellCount]);
        float[] hwc = new float[source.Grid.CellCount * channels.Length];
        for (int t = 0; t < times.Length; t++)
        {
            source.Read(times[t], hwc);
            for (int c = 0; c < channels.Length; c++)
                for (int i = 0; i < source.Grid.CellCount; i++) fields[channels[c]][t * source.Grid.CellCount + i] = hwc[i * channels.Length + c];
        }
        return new SweptFile(name, [.. source.Grid.LatitudeDeg], [.. source.Grid.LongitudeDeg], [.. times.Select(t => source.TimeValues[t])], source.TimeUnits,
            CalendarDays.Name(source.Calendar), fields);
    }

    /// <summary>The cells between two latitudes and two longitudes.</summary>
    internal SweptFile Region(string name, double south, double north, double west, double east)
    {
        int[] rows = [.. Enumerable.Range(0, Height).Where(r => LatitudeDeg[r] >= south && LatitudeDeg[r] <= north)];
        int[] columns = [.. Enumerable.Range(0, Width).Where(c => LongitudeDeg[c] >= west && LongitudeDeg[c] <= east)];
        float[] Cut(float[] field) =>
            [.. Enumerable.Range(0, Times.Length).SelectMany(t => rows.SelectMany(r => columns.Select(c => field[(t * Height + r) * Width + c])))];
        return this with
        {
            Name = name,
            LatitudeDeg = [.. rows.Select(r => LatitudeDeg[r])],
            LongitudeDeg = [.. columns.Select(c => LongitudeDeg[c])],
            Fields = Fields.ToDictionary(f => f.Key, f => Cut(f.Value)),
        };
    }

    /// <summary>One time in place of all.</summary>
    internal SweptFile At(int time) => this with { Times = [Times[time]], Fields = Fields.ToDictionary(f => f.Key, f => f.Value[(time * Height * Width)..((time + 1) * Height * Width)]) };

    /// <summary>One channel in place of all.</summary>
    internal SweptFile Alone(string channel) => this with { Fields = new Dictionary<string, float[]> { [channel] = Fields[channel] } };

    /// <summary>The same but for one field.</summary>
    internal SweptFile With(string channel, float[] values) => this with { Fields = new Dictionary<string, float[]>(Fields) { [channel] = values } };

    /// <summary>The same but for each value of one field.</summary>
    internal SweptFile Map(string channel, Func<double, double> change) => With(channel, [.. Fields[channel].Select(v => (float)change(v))]);

    /// <summary>The same but for each cell of one field, which comes from another row and column.</summary>
    internal SweptFile Move(string channel, Func<int, int> row, Func<int, int> column)
    {
        float[] from = Fields[channel], to = new float[from.Length];
        for (int t = 0; t < Times.Length; t++)
            for (int r = 0; r < Height; r++)
                for (int c = 0; c < Width; c++) to[(t * Height + r) * Width + c] = from[(t * Height + row(r)) * Width + column(c)];
        return With(channel, to);
    }

    /// <summary>The same but for one row of one field.</summary>
    internal SweptFile Row(string channel, int row, Func<float[], float> value)
    {
        float[] field = [.. Fields[channel]];
        for (int t = 0; t < Times.Length; t++)
        {
            var cells = field.AsSpan((t * Height + row) * Width, Width);
            cells.Fill(value(cells.ToArray()));
        }
        return With(channel, field);
    }

    IEnumerable<string> Flat => Fields.Keys.Where(c => c != Column?.Channel);

    /// <summary>Writes the file.</summary>
    internal void Write(string path)
    {
        using (var file = NetCdfWriter.Create(path, NetCdfWriteFormat.Offset64))
        {
            (string Name, string Units, double[] Values)[] axes = [("time", TimeUnits, Times), ("lat", "degrees_north", LatitudeDeg), ("lon", "degrees_east", LongitudeDeg)];
            foreach (var (name, units, values) in axes)
            {
                file.DefineDimension(name, values.Length);
                file.DefineVariable(name, NetCdfType.Double, [name]);
                file.SetAttribute(name, "units", units);
            }
            file.SetAttribute("time", "calendar", Calendar);
            if (Column is { } levels)
            {
                file.DefineDimension("lev", levels.LevelsHPa.Length);
                file.DefineVariable("lev", NetCdfType.Double, ["lev"]);
                file.SetAttribute("lev", "units", "hPa");
                file.DefineVariable("column", NetCdfType.Float, ["time", "lev", "lat", "lon"]);
                file.SetAttribute("column", "standard_name", ClimateChannels.Find(levels.Channel)!.StandardName!);
                file.SetAttribute("column", "units", ClimateChannels.Find(levels.Channel)!.Units);
            }
            foreach (string channel in Flat)
            {
                file.DefineVariable(channel, NetCdfType.Float, ["time", "lat", "lon"]);
                file.SetAttribute(channel, "units", ClimateChannels.Find(channel.Split('_')[^1])!.Units);
            }
            foreach (var (name, _, values) in axes) file.Write<double>(name, values, [0], [values.Length]);
            foreach (string channel in Flat) file.Write<float>(channel, Fields[channel], [0, 0, 0], [Times.Length, Height, Width]);
            if (Column is { } column)
            {
                file.Write<double>("lev", column.LevelsHPa, [0], [column.LevelsHPa.Length]);
                int cells = Height * Width;
                for (int t = 0; t < Times.Length; t++)
                    for (int level = 0; level < column.LevelsHPa.Length; level++)
                        file.Write<float>("column", Fields[column.Channel].AsSpan(t * cells, cells), [t, level, 0, 0], [1, 1, Height, Width]);
            }
            file.Commit();
        }
        if (Tenths == 10) return;
        using var cut = File.OpenWrite(path);
        cut.SetLength(cut.Length * Tenths / 10);
    }
}
