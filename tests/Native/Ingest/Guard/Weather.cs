using Rossby.Core;
using Rossby.Ingest;
using Rossby.NetCdf;

namespace Rossby.Tests.Native.Ingest;

/// <summary>
/// A year of synthetic weather at eight times, with means and spreads like the Earth's: right input, and the stuff of which wrong input is made. It is
/// generated once for all tests of a class.
/// </summary>
public sealed class Weather : IDisposable
{
    internal const int Steps = 8, Height = 48, Width = 72;

    readonly TemporaryFolder folder = new();
    readonly Dictionary<string, float[]> fields = [];

    public Weather()
    {
        var config = new SyntheticSourceConfig { Height = Height, Width = Width, Steps = Steps, StepHours = 1080, StepsPerFile = Steps };
        var files = SyntheticWeather.Write(config, seed: 5, folder["source"], null, CancellationToken.None);
        string[] names = [.. ClimateChannels.Cam5.Select(c => c.Name)];
        using var source = SampleSource.Open(new FilesSourceConfig { Paths = [.. files] }, folder.Path, names, CancellationToken.None);
        Grid = source.Grid;
        float[] hwc = new float[Grid.CellCount * names.Length];
        foreach (string name in names) fields[name] = new float[Steps * Grid.CellCount];
        for (int t = 0; t < Steps; t++)
        {
            source.Read(t, hwc);
            for (int c = 0; c < names.Length; c++)
                for (int i = 0; i < Grid.CellCount; i++) fields[names[c]][t * Grid.CellCount + i] = hwc[i * names.Length + c];
        }
    }

    internal LatLonGrid Grid { get; }

    /// <summary>All times of a channel [T, H, W], to be changed at will.</summary>
    internal float[] Field(string channel) => [.. fields[channel]];

    /// <summary>Writes one file of a channel or more.</summary>
    internal void Write(string path, NetCdfWriteFormat format, double[] days, params ReadOnlySpan<(string Variable, string Units, float[] Values)> variables)
    {
        using var file = NetCdfWriter.Create(path, format);
        file.DefineDimension("time", days.Length);
        file.DefineDimension("lat", Height);
        file.DefineDimension("lon", Width);
        foreach (var (name, units) in new[] { ("time", "days since 2001-01-01"), ("lat", "degrees_north"), ("lon", "degrees_east") })
        {
            file.DefineVariable(name, NetCdfType.Double, [name]);
            file.SetAttribute(name, "units", units);
        }
        file.SetAttribute("time", "calendar", "noleap");
        foreach (var (variable, units, _) in variables)
        {
            file.DefineVariable(variable, NetCdfType.Float, ["time", "lat", "lon"]);
            file.SetAttribute(variable, "units", units);
        }
        file.Write<double>("time", days, [0], [days.Length]);
        file.Write<double>("lat", Grid.LatitudeDeg, [0], [Height]);
        file.Write<double>("lon", Grid.LongitudeDeg, [0], [Width]);
        foreach (var (variable, _, values) in variables) file.Write<float>(variable, values, [0, 0, 0], [days.Length, Height, Width]);
        file.Commit();
    }

    internal static double[] Days => [.. Enumerable.Range(0, Steps).Select(t => t * 45.0)];

    public void Dispose() => folder.Dispose();
}
