using Rossby.Core;
using Rossby.NetCdf;

namespace Rossby.Tests.Native.Ingest;

/// <summary>Writes small global files north to south from 180 W, two steps a day, whose values are functions of time and place.</summary>
sealed class WrittenSource
{
    internal const int Height = 12, Width = 24, Steps = 20;

    internal double[] Latitudes { get; } = [.. Enumerable.Range(0, Height).Select(i => 82.5 - 15 * i)];

    internal double[] Longitudes { get; } = [.. Enumerable.Range(0, Width).Select(i => -180 + 15.0 * i)];

    internal string[] Dimensions { get; init; } = ["time", "lat", "lon"];

    internal string FirstDay { get; init; } = "2001-01-01";

    internal string Variable { get; init; } = "slp";

    internal string Units { get; init; } = "hPa";

    internal NetCdfWriteFormat Format { get; init; } = NetCdfWriteFormat.NetCdf4;

    internal static float Pressure(int step, double latitude, double longitude) => (float)(101000 + 10 * step + 3 * latitude + Math.Cos(longitude * Math.PI / 180) * 200);

    internal static byte Label(int step, double latitude, double longitude) => (byte)(latitude > 60 ? 2 : latitude < -60 && step % 2 == 0 ? 1 : latitude is > 0 and < 10 ? 255 : 0);

    /// <summary>Writes PSL in hPa as float, or packed into shorts, and labels as bytes with a fill value.</summary>
    internal void Write(string path, bool packed = false, byte? badLabel = null, bool mean = false, string calendar = "noleap")
    {
        using var file = NetCdfWriter.Create(path, Format);
        var lengths = new Dictionary<string, int> { ["time"] = Steps, ["lat"] = Height, ["lon"] = Width };
        foreach (string dimension in Dimensions) file.DefineDimension(dimension, lengths[dimension]);
        file.DefineDimension("bnds", 2);
        foreach (var (name, units) in new[] { ("time", $"days since {FirstDay}"), ("lat", "degrees_north"), ("lon", "degrees_east") })
        {
            file.DefineVariable(name, NetCdfType.Double, [name]);
            file.SetAttribute(name, "units", units);
        }
        file.SetAttribute("time", "calendar", calendar);
        file.DefineVariable("time_bnds", NetCdfType.Double, ["time", "bnds"]);
        if (mean) file.SetAttribute("time", "bounds", "time_bnds");
        file.DefineVariable(Variable, packed ? NetCdfType.Short : NetCdfType.Float, Dimensions);
        file.SetAttribute(Variable, "units", Units);
        if (mean) file.SetAttribute(Variable, "cell_methods", "time: mean");
        if (packed)
        {
            file.SetAttribute<double>(Variable, "scale_factor", 0.01);
            file.SetAttribute<double>(Variable, "add_offset", 1000);
            file.SetAttribute<short>(Variable, "_FillValue", -32768);
        }
        file.DefineVariable("LABELS", NetCdfType.Byte, Dimensions);
        file.SetAttribute<sbyte>("LABELS", "_FillValue", -1);
        file.Write<double>("time", [.. Enumerable.Range(0, Steps).Select(t => t * 0.5)], [0], [Steps]);
        file.Write<double>("time_bnds", [.. Enumerable.Range(0, Steps).SelectMany(t => new[] { t * 0.5 - 0.5, t * 0.5 })], [0, 0], [Steps, 2]);
        file.Write<double>("lat", Latitudes, [0], [Height]);
        file.Write<double>("lon", Longitudes, [0], [Width]);
        float[] pressure = [.. Cells().Select(c => Pressure(c.Step, c.Latitude, c.Longitude) / 100)];
        long[] start = [0, 0, 0], count = [.. Dimensions.Select(d => (long)lengths[d])];
        if (packed) file.Write<short>(Variable, [.. pressure.Select((p, i) => i == 5 ? (short)-32768 : (short)Math.Round((p - 1000) / 0.01))], start, count);
        else file.Write<float>(Variable, pressure, start, count);
        byte[] labels = [.. Cells().Select(c => Label(c.Step, c.Latitude, c.Longitude))];
        if (badLabel is { } bad) labels[100] = bad;
        file.Write<byte>("LABELS", labels, start, count);
        file.Commit();
    }

    IEnumerable<(int Step, double Latitude, double Longitude)> Cells()
    {
        int[] lengths = [.. Dimensions.Select(d => d switch { "time" => Steps, "lat" => Height, _ => Width })];
        for (int a = 0; a < lengths[0]; a++)
            for (int b = 0; b < lengths[1]; b++)
                for (int c = 0; c < lengths[2]; c++)
                {
                    int At(string name) => Array.IndexOf(Dimensions, name) switch { 0 => a, 1 => b, _ => c };
                    yield return (At("time"), Latitudes[At("lat")], Longitudes[At("lon")]);
                }
    }

    internal static IngestConfig Config(params string[] paths) => new()
    {
        Source = new FilesSourceConfig { Paths = paths },
        Channels = ["PSL"],
        Labels = new VariableLabelsConfig(),
        Shards = new ShardsConfig { Samples = 4 },
    };
}
