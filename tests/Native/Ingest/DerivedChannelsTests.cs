using Rossby.Core;
using Rossby.Ingest;
using Rossby.NetCdf;
using Xunit;

namespace Rossby.Tests.Native.Ingest;

/// <summary>Channels that no file holds, made of real ERA5 winds (shared/data/era5_20251201).</summary>
public class DerivedChannelsTests
{
    const string Folder = "era5_20251201/";

    static SampleSource Open(FilesSourceConfig config, params string[] channels) => SampleSource.Open(config, "/", channels, TestContext.Current.CancellationToken);

    static FilesSourceConfig Source(string file, params (string Channel, string Variable)[] variables) => new()
    {
        Paths = [SharedData.Find(Folder + file)],
        Variables = variables.ToDictionary(v => v.Channel, v => v.Variable),
        TimeFromName = "*_yyyyMMddHH_*",
    };

    static float[][] Fields(SampleSource source)
    {
        float[] hwc = new float[source.Grid.CellCount * source.Channels.Count];
        source.Read(0, hwc);
        return [.. Enumerable.Range(0, source.Channels.Count).Select(c => Enumerable.Range(0, source.Grid.CellCount).Select(i => hwc[i * source.Channels.Count + c]).ToArray())];
    }

    [Fact]
    public void Wind_speed_and_vorticity_come_from_the_winds_in_the_file_and_say_so()
    {
        using var source = Open(Source("era5_uv850_2025120100_2.5x2.5.nc", ("U850", "u"), ("V850", "v")), "WSPD850", "VORT850", "U850");
        Assert.Equal(["WSPD850", "VORT850", "U850"], source.Channels.Select(c => c.Name));
        Assert.StartsWith("sqrt(U850^2 + V850^2) (U850: u", source.Channels[0].Origin, StringComparison.Ordinal);
        Assert.StartsWith("relative vorticity of U850 and V850 on the sphere (U850: u", source.Channels[1].Origin, StringComparison.Ordinal);
        Assert.Equal("s-1", source.Channels[1].Units);
        float[][] fields = Fields(source);
        Assert.All(fields[0].Zip(fields[2]), f => Assert.True(f.First >= Math.Abs(f.Second)));
        double[] extremes = [.. Referee.Run("""
            import sys, netCDF4, numpy as np
            f = netCDF4.Dataset(sys.argv[1]); s = np.hypot(f['u'][:].astype('f8'), f['v'][:].astype('f8'))
            print(repr(float(s.max())), repr(float(s.mean())))
            """, SharedData.Find(Folder + "era5_uv850_2025120100_2.5x2.5.nc")).Split(' ').Select(double.Parse)];
        Assert.Equal(extremes[0], fields[0].Max(), 1e-5);
        Assert.Equal(extremes[1], fields[0].Average(v => (double)v), 1e-6);
    }

    // ERA5's names and units, CAM's, MERRA-2's: a file that holds components alone.
    [Theory]
    [InlineData("viwve", "viwvn", "kg m**-1 s**-1")]
    [InlineData("TUQ", "TVQ", "kg/m/s")]
    [InlineData("UFLXQV", "VFLXQV", "kg m-1 s-1")]
    public void Transport_is_the_length_of_a_files_own_flux_components(string eastward, string northward, string units)
    {
        using var folder = new TemporaryFolder();
        WriteTwo(folder["flux.nc"], (eastward, units, i => 300 * Math.Sin(i)), (northward, units, i => -400 * Math.Sin(i)));
        using var source = Open(new() { Paths = [folder["flux.nc"]] }, "IVT");
        Assert.StartsWith("sqrt(TUQ^2 + TVQ^2) (TUQ", source.Channels[0].Origin, StringComparison.Ordinal);
        Assert.All(Fields(source)[0].Index(), v => Assert.Equal(500 * Math.Abs(Math.Sin(v.Index)), v.Item, 1e-3));
    }

    [Fact]
    public void Rain_is_its_convective_and_its_large_scale_part_together()
    {
        using var folder = new TemporaryFolder();
        WriteTwo(folder["rain.nc"], ("PRECC", "m/s", i => i * 1e-9), ("PRECL", "mm/day", i => 86.4));
        using var source = Open(new() { Paths = [folder["rain.nc"]] }, "PRECT");
        Assert.All(Fields(source)[0].Index(), v => Assert.Equal(v.Index * 1e-9 + 1e-6, v.Item, 1e-12));
    }

    static void WriteTwo(string path, params (string Name, string Units, Func<int, double> Value)[] variables)
    {
        const int rows = 4, columns = 8;
        using var file = NetCdfWriter.Create(path, NetCdfWriteFormat.NetCdf4);
        foreach (var (name, length, units, first, step) in new[] { ("time", 1, "hours since 2001-01-01", 0.0, 1.0), ("lat", rows, "degrees_north", -67.5, 45), ("lon", columns, "degrees_east", 0, 45) })
        {
            file.DefineDimension(name, length);
            file.DefineVariable(name, NetCdfType.Double, [name]);
            file.SetAttribute(name, "units", units);
            file.Write<double>(name, [.. Enumerable.Range(0, length).Select(i => first + step * i)], [0], [length]);
        }
        foreach (var (name, units, value) in variables)
        {
            file.DefineVariable(name, NetCdfType.Float, ["time", "lat", "lon"]);
            file.SetAttribute(name, "units", units);
            file.Write<float>(name, [.. Enumerable.Range(0, rows * columns).Select(i => (float)value(i))], [0, 0, 0], [1, rows, columns]);
        }
        file.Commit();
    }

    [Fact]
    public void What_a_channel_could_be_made_of_is_named_when_it_is_missing()
    {
        var error = Assert.Throws<DataException>(() => Open(Source("era5_uv850_2025120100_2.5x2.5.nc", ("U850", "u"), ("V850", "v")), "IVTPROXY"));
        Assert.Contains("channel IVTPROXY was not found", error.Message, StringComparison.Ordinal);
        Assert.Contains("it could be made (TMQ x sqrt(U850^2 + V850^2)) but for TMQ", error.Message, StringComparison.Ordinal);
    }

    // The winds of this file lie upside down: its rows run south to north under a coordinate that runs north to south (its vorticity, and the curvature of
    // the pressure in era5_msl_*, agree with each other and with the winds turned round). Turned round here, so that the operator is what is compared.
    [Fact]
    public void Vorticity_agrees_with_ERA5s_own_averaged_over_the_stencil()
    {
        using var winds = Open(Source("era5_uv850_2025120100_2.5x2.5.nc", ("U850", "u"), ("V850", "v")), "U850", "V850");
        using var fine = Open(Source("era5_vo850_2025120100_0.25x0.25.nc", ("VORT850", "vo")), "VORT850");
        var grid = winds.Grid;
        float[][] upright = [.. Fields(winds).Select(f => f.Chunk(grid.Width).Reverse().SelectMany(row => row).ToArray())];
        float[] made = new float[grid.CellCount], own = Fields(fine)[0];
        SphericalVorticity.Compute(grid, upright[0], upright[1], made);
        var pairs = new List<(double Made, double Own, double Weight)>();
        for (int row = 2; row < grid.Height - 2; row++)
            for (int column = 0; column < grid.Width; column++)
                pairs.Add((made[row * grid.Width + column], BoxMean(own, fine.Grid.Width, 10 * row, 10 * column), Math.Cos(grid.LatitudeDeg[row] * Math.PI / 180)));
        // numpy.gradient's vorticity against scipy's uniform_filter over 21 x 21 cells: 0.95367. The rest is the flow that 2.5 degrees cannot carry.
        Assert.Equal(0.95367, Correlation(pairs), 1e-4);
    }

    // The centred difference over 5 degrees is the circulation about a box of that size.
    static double BoxMean(float[] field, int width, int row, int column)
    {
        double sum = 0;
        for (int y = row - 10; y <= row + 10; y++)
            for (int x = column - 10; x <= column + 10; x++) sum += field[y * width + (x + width) % width];
        return sum / (21 * 21);
    }

    static double Correlation(List<(double X, double Y, double Weight)> pairs)
    {
        double total = pairs.Sum(p => p.Weight), x = pairs.Sum(p => p.Weight * p.X) / total, y = pairs.Sum(p => p.Weight * p.Y) / total;
        double Covariance(Func<(double X, double Y, double Weight), double> product) => pairs.Sum(p => p.Weight * product(p));
        return Covariance(p => (p.X - x) * (p.Y - y)) / Math.Sqrt(Covariance(p => (p.X - x) * (p.X - x)) * Covariance(p => (p.Y - y) * (p.Y - y)));
    }
}
