using Rossby.Core;
using Rossby.Ingest;
using Rossby.NetCdf;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Native.Ingest.Channels;

/// <summary>Channels from files with vertical axes: CAM's hybrid levels, pressure levels in Pa, heights, and what the files lack.</summary>
public class VerticalTests
{
    const int Height = 4, Width = 8;
    static readonly double[] HybridA = [0.2, 0.15, 0.1, 0.05, 0.02, 0.01, 0, 0], HybridB = [0, 0.15, 0.3, 0.5, 0.65, 0.8, 0.9, 0.99];

    static float Surface(int cell) => cell % 4 == 3 ? 70000 : 100000 + 100 * cell;

    static SampleSource Open(FilesSourceConfig config, string folder, params string[] channels) =>
        SampleSource.Open(config, folder, channels, TestContext.Current.CancellationToken);

    static float[] Field(SampleSource source, int channel = 0)
    {
        float[] hwc = new float[source.Grid.CellCount * source.Channels.Count];
        source.Read(0, hwc);
        return [.. Enumerable.Range(0, source.Grid.CellCount).Select(i => hwc[i * source.Channels.Count + channel])];
    }

    /// <summary>A file of one step with one field per entry: its name, units, vertical dimension or none, standard name, and value by level and cell.</summary>
    static string Write(string folder, string name, (string Dimension, double[] Values, (string Name, string Text)[] Attributes)[] axes,
        params (string Name, string Units, string? Axis, Func<int, int, double> Value)[] fields)
    {
        string path = Path.Combine(folder, name);
        using var file = NetCdfWriter.Create(path, NetCdfWriteFormat.NetCdf4);
        (string Name, string Units, double[] Values)[] coordinates =
        [
            ("time", "hours since 2000-01-01", [6]),
            ("lat", "degrees_north", [.. Enumerable.Range(0, Height).Select(i => -67.5 + 45 * i)]),
            ("lon", "degrees_east", [.. Enumerable.Range(0, Width).Select(i => 45.0 * i)]),
        ];
        foreach (var c in coordinates) file.DefineDimension(c.Name, c.Values.Length);
        foreach (var axis in axes) file.DefineDimension(axis.Dimension, axis.Values.Length);
        foreach (var c in coordinates)
        {
            file.DefineVariable(c.Name, NetCdfType.Double, [c.Name]);
            file.SetAttribute(c.Name, "units", c.Units);
        }
        foreach (var axis in axes)
        {
            file.DefineVariable(axis.Dimension, NetCdfType.Double, [axis.Dimension]);
            foreach (var (attribute, text) in axis.Attributes) file.SetAttribute(axis.Dimension, attribute, text);
        }
        bool isHybrid = axes.Any(a => a.Attributes.Any(x => x.Name == "formula_terms"));
        if (isHybrid)
        {
            file.DefineVariable("hyam", NetCdfType.Double, ["lev"]);
            file.DefineVariable("hybm", NetCdfType.Double, ["lev"]);
            file.DefineVariable("P0", NetCdfType.Double, []);
            file.SetAttribute("P0", "units", "hPa");
        }
        foreach (var field in fields)
        {
            file.DefineVariable(field.Name, NetCdfType.Float, field.Axis == null ? ["time", "lat", "lon"] : ["time", field.Axis, "lat", "lon"]);
            file.SetAttribute(field.Name, "units", field.Units);
        }
        foreach (var c in coordinates) file.Write<double>(c.Name, c.Values, [0], [c.Values.Length]);
        foreach (var axis in axes) file.Write<double>(axis.Dimension, axis.Values, [0], [axis.Values.Length]);
        if (isHybrid)
        {
            file.Write<double>("hyam", HybridA, [0], [HybridA.Length]);
            file.Write<double>("hybm", HybridB, [0], [HybridB.Length]);
            file.Write<double>("P0", [1000], [], []);
        }
        foreach (var field in fields)
        {
            int levels = field.Axis == null ? 1 : axes.First(a => a.Dimension == field.Axis).Values.Length;
            float[] values = [.. Enumerable.Range(0, levels).SelectMany(k => Enumerable.Range(0, Height * Width).Select(i => (float)field.Value(k, i)))];
            if (field.Axis == null) file.Write<float>(field.Name, values, [0, 0, 0], [1, Height, Width]);
            else file.Write<float>(field.Name, values, [0, 0, 0, 0], [1, levels, Height, Width]);
        }
        file.Commit();
        return name;
    }

    static double Pa(int level, int cell) => HybridA[level] * 100000 + HybridB[level] * Surface(cell);

    // What CAM writes: 'lev' has the units of a pressure, and is none.
    static (string, double[], (string, string)[]) Cam => ("lev", [.. HybridA.Zip(HybridB, (a, b) => 1000 * (a + b))],
        [("units", "hPa"), ("positive", "down"), ("standard_name", "atmosphere_hybrid_sigma_pressure_coordinate"), ("formula_terms", "a: hyam b: hybm p0: P0 ps: PS")]);

    static (string, double[], (string, string)[]) Pressures(params double[] pa) => ("plev", pa, [("units", "Pa"), ("standard_name", "air_pressure"), ("positive", "down")]);

    static FilesSourceConfig Source(params string[] names) => new() { Paths = names };

    [Fact]
    public void A_level_is_cut_out_of_hybrid_ones_with_the_surface_pressure_and_is_missing_below_ground()
    {
        using var folder = new TemporaryFolder();
        string name = Write(folder.Path, "h0.nc", [Cam], ("U", "m/s", "lev", (k, i) => 10 * Math.Log(Pa(k, i) / 50000)), ("PS", "Pa", null, (_, i) => Surface(i)));
        using var source = Open(Source(name), folder.Path, "U850", "UBOT");
        Assert.StartsWith("U at 850 hPa, from hybrid levels with PS, linear in ln p", source.Channels[0].Origin, StringComparison.Ordinal);
        Assert.Equal("U@level 8", source.Channels[1].Origin);
        float[] level = Field(source), lowest = Field(source, 1);
        for (int i = 0; i < level.Length; i++)
        {
            Assert.Equal(i % 4 == 3 ? float.NaN : (float)(10 * Math.Log(85000.0 / 50000)), level[i], 1e-5f);
            Assert.Equal((float)(10 * Math.Log(Pa(7, i) / 50000)), lowest[i], 1e-5f);
        }
    }

    [Fact]
    public void Below_the_ground_it_is_extrapolated_where_that_is_asked_for_and_said()
    {
        using var folder = new TemporaryFolder();
        // An atmosphere of one temperature, cool enough for the whole lapse rate beneath it, and no colder than the formula's 255 K.
        const double Scale = 287.04 * 255 / 9.80616;
        double Ground(int cell) => -Scale * Math.Log(Surface(cell) / 100000.0);
        string name = Write(folder.Path, "h0.nc", [Cam], ("U", "m/s", "lev", (k, i) => 10 * Math.Log(Pa(k, i) / 50000)), ("T", "K", "lev", (_, _) => 255),
            ("Z3", "m", "lev", (k, i) => -Scale * Math.Log(Pa(k, i) / 100000)), ("PS", "Pa", null, (_, i) => Surface(i)), ("PHIS", "m2/s2", null, (_, i) => 9.80665 * Ground(i)));
        using (var source = Open(Source(name) with { ExtrapolateLevels = true }, folder.Path, "U850", "Z1000"))
        {
            Assert.StartsWith("U at 850 hPa, from hybrid levels with PS, linear in ln p; extrapolated below the lowest level as its value (", source.Channels[0].Origin, StringComparison.Ordinal);
            Assert.Contains("extrapolated below the lowest level by ECMWF's formula (Trenberth et al. 1993)", source.Channels[1].Origin, StringComparison.Ordinal);
            float[] wind = Field(source), height = Field(source, 1);
            for (int i = 0; i < wind.Length; i++)
            {
                Assert.Equal((float)(10 * Math.Log((i % 4 == 3 ? Pa(7, i) : 85000) / 50000)), wind[i], 1e-5f);
                // Where 1000 hPa lies below the lowest level: 255 K at the ground, 6.5 K/km warmer beneath it.
                double exponent = 0.0065 * 287.04 / 9.80616, surfaceK = 255 * (1 + exponent * (Surface(i) / Pa(7, i) - 1));
                double below = Ground(i) + surfaceK / 0.0065 * (1 - Math.Pow(100000.0 / Surface(i), exponent));
                Assert.Equal(Pa(7, i) >= 100000 ? 0 : below, height[i], 0.5);
            }
        }
        using (var source = Open(Source(name), folder.Path, "Z1000")) Assert.Equal(Enumerable.Range(0, Height * Width).Select(i => Pa(7, i) < 100000), Field(source).Select(float.IsNaN));

        name = Write(folder.Path, "flat.nc", [Cam], ("Z3", "m", "lev", (_, _) => 1), ("PS", "Pa", null, (_, i) => Surface(i)));
        var error = Assert.Throws<DataException>(() => Open(Source(name) with { ExtrapolateLevels = true }, folder.Path, "Z1000"));
        Assert.Contains("goes on below the ground by a formula that needs the height of the ground (ZS, CAM's PHIS), which no file holds", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hybrid_levels_without_surface_pressure_are_refused_by_its_name()
    {
        using var folder = new TemporaryFolder();
        string name = Write(folder.Path, "h0.nc", [Cam], ("U", "m/s", "lev", (_, _) => 1), ("V", "m/s", "lev", (_, _) => 1), ("Q", "kg/kg", "lev", (_, _) => 0.01));
        foreach (string channel in new[] { "U850", "IVT" })
        {
            var error = Assert.Throws<DataException>(() => Open(Source(name), folder.Path, channel));
            Assert.Contains("is on hybrid levels, whose pressure needs the surface pressure PS, which no file holds", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Transport_over_hybrid_levels_is_the_closed_form()
    {
        using var folder = new TemporaryFolder();
        // q u = 1e-6 p, v = 0: from 300 hPa to the lowest level exact; below it the lowest level's value holds to min(1000 hPa, PS).
        string name = Write(folder.Path, "h0.nc", [Cam], ("Q", "kg/kg", "lev", (_, _) => 1e-3), ("U", "m/s", "lev", (k, i) => 1e-3 * Pa(k, i)), ("V", "m/s", "lev", (_, _) => 0),
            ("PS", "Pa", null, (_, i) => Surface(i)));
        using var source = Open(Source(name), folder.Path, "IVT", "IWV");
        float[] ivt = Field(source), iwv = Field(source, 1);
        for (int i = 0; i < ivt.Length; i++)
        {
            double bottom = Math.Min(100000, Surface(i)), lowest = Math.Min(Pa(7, i), bottom);
            double closed = (0.5e-6 * (lowest * lowest - 9e8) + 1e-6 * Pa(7, i) * (bottom - lowest)) / 9.80665;
            Assert.Equal(closed, ivt[i], closed * 1e-5);
            Assert.Equal(1e-3 * (bottom - 30000) / 9.80665, iwv[i], 1e-5);
        }
    }

    [Fact]
    public void Transport_over_pressure_levels_warns_of_few_and_refuses_fewer()
    {
        using var folder = new TemporaryFolder();
        string Levels(string name, params double[] pa) => Write(folder.Path, name, [Pressures(pa)],
            ("hus", "1", "plev", (_, _) => 0.005), ("ua", "m s-1", "plev", (_, _) => 3), ("va", "m s-1", "plev", (_, _) => 4), ("ps", "hPa", null, (_, _) => 1013));
        using (var six = Open(Source(Levels("six.nc", 100000, 92500, 85000, 70000, 50000, 30000)), folder.Path, "IVT"))
        {
            Assert.Empty(six.Notes);
            Assert.Equal("|integral of q (u, v) dp| / g from 300 hPa to min(1000 hPa, surface), trapezoid over 6 levels "
                + "(PS: ps, from hPa by x 100; q: hus@300 to hus@1000; u: ua@300 to ua@1000; v: va@300 to va@1000)", six.Channels[0].Origin);
            Assert.All(Field(six), v => Assert.Equal(5 * 0.005 * 70000 / 9.80665, v, 1e-3));
        }
        using (var four = Open(Source(Levels("four.nc", 85000, 70000, 50000, 25000)), folder.Path, "IVT"))
        {
            Assert.Contains(four.Notes, n => n.Contains("IVT is integrated over 3 levels between 300 and 1000 hPa", StringComparison.Ordinal));
            Assert.Contains(four.Notes, n => n.Contains("IVT is integrated down to 850 hPa", StringComparison.Ordinal));
            Assert.All(Field(four), v => Assert.Equal(5 * 0.005 * 55000 / 9.80665, v, 1e-3));
        }
        var error = Assert.Throws<DataException>(() => Open(Source(Levels("two.nc", 85000, 50000)), folder.Path, "IVT"));
        Assert.Contains("hus, ua, va have 2 level(s) in common between 300 and 1000 hPa", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_level_is_interpolated_only_when_asked()
    {
        using var folder = new TemporaryFolder();
        double[] pa = [100000, 92500, 70000, 50000];
        string name = Write(folder.Path, "plev.nc", [Pressures(pa)], ("ta", "K", "plev", (k, _) => 300 + 40 * Math.Log(pa[k] / 100000)), ("ua", "m s-1", "plev", (k, _) => 5 * Math.Log(pa[k] / 100000)));
        var error = Assert.Throws<DataException>(() => Open(Source(name), folder.Path, "U850"));
        Assert.Contains("has no level 850 hPa; \"interpolateLevels\": true in $.ingest.source would interpolate it", error.Message, StringComparison.Ordinal);
        using var source = Open(Source(name) with { InterpolateLevels = true }, folder.Path, "U850", "T500");
        Assert.StartsWith("ua at 850 hPa, between 700 and 925 hPa, linear in ln p", source.Channels[0].Origin, StringComparison.Ordinal);
        Assert.Equal("ta@500", source.Channels[1].Origin);
        Assert.All(Field(source), v => Assert.Equal(5 * Math.Log(0.85), v, 1e-5));
        // Beyond the last level is extrapolation.
        Assert.Contains("has no levels on both sides of 200 hPa", Assert.Throws<DataException>(() => Open(Source(name) with { InterpolateLevels = true }, folder.Path, "T200")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Heights_tell_temperature_at_2_m_and_wind_at_10_m_only_stands_in_when_allowed()
    {
        using var folder = new TemporaryFolder();
        (string, double[], (string, string)[])[] heights = [("height", [2, 80], [("units", "m"), ("positive", "up")]), ("height2", [10, 80], [("units", "m"), ("positive", "up"), ("axis", "Z")])];
        string name = Write(folder.Path, "gfs.nc", heights, ("Temperature_height_above_ground", "K", "height", (k, _) => 290 + k), ("UGRD_10maboveground", "m/s", "height2", (k, _) => 7 + k),
            ("x_wind", "m/s", "height2", (k, _) => 9 + k));
        using (var source = Open(Source(name), folder.Path, "TREFHT"))
        {
            Assert.Equal("Temperature_height_above_ground@2m", source.Channels[0].Origin);
            Assert.All(Field(source), v => Assert.Equal(290, v));
        }
        var error = Assert.Throws<DataException>(() => Open(Source(name), folder.Path, "UBOT"));
        Assert.Contains("UGRD_10maboveground@10m of", error.Message, StringComparison.Ordinal);
        Assert.Contains("could stand in (wind at 10 m for that of the lowest level): \"allowApproximate\": [\"UBOT\"] in $.ingest.source allows it", error.Message, StringComparison.Ordinal);
        using (var allowed = Open(Source(name) with { AllowApproximate = ["UBOT"] }, folder.Path, "UBOT"))
        {
            Assert.Equal("UGRD_10maboveground@10m (stands in: wind at 10 m for that of the lowest level)", allowed.Channels[0].Origin);
            Assert.Contains("UBOT is UGRD_10maboveground: wind at 10 m for that of the lowest level", allowed.Notes);
            Assert.All(Field(allowed), v => Assert.Equal(7, v));
        }
        using var named = Open(Source(name) with { Variables = new Dictionary<string, string> { ["UBOT"] = "x_wind@80m" } }, folder.Path, "UBOT");
        Assert.All(Field(named), v => Assert.Equal(10, v));
    }

    [Fact]
    public void Dew_point_with_pressure_makes_humidity_when_allowed_and_ZBOT_is_never_made()
    {
        using var folder = new TemporaryFolder();
        string name = Write(folder.Path, "era5.nc", [], ("d2m", "degC", null, (_, _) => 20), ("sp", "hPa", null, (_, _) => 1013.25), ("z", "m2 s-2", null, (_, _) => 500));
        Assert.Contains("could stand in (humidity at 2 m", Assert.Throws<DataException>(() => Open(Source(name), folder.Path, "QREFHT")).Message, StringComparison.Ordinal);
        using var source = Open(Source(name) with { AllowApproximate = ["QREFHT", "ZBOT"] }, folder.Path, "QREFHT");
        Assert.Equal("specific humidity from dew point and pressure, Tetens over water (PS: sp, from hPa by x 100; DEWPOINT: d2m, from degC by x 1 + 273.15)", source.Channels[0].Origin);
        Assert.All(Field(source), v => Assert.Equal(0.01447, v, 5e-5)); // 14.5 g/kg at 20 C and 1013.25 hPa, any psychrometric chart
        Assert.Throws<DataException>(() => Open(Source(name) with { AllowApproximate = ["QREFHT", "ZBOT"] }, folder.Path, "ZBOT"));
    }

    [Fact]
    public void A_real_level_between_two_agrees_with_numpy()
    {
        string file = SharedData("2005-01-23-0000-t.nc");
        var config = new FilesSourceConfig { Paths = [file], InterpolateLevels = true, Variables = new Dictionary<string, string> { ["T500"] = "t@520", ["T200"] = "t@200" } };
        using var source = Open(config, "/", "T500", "T200");
        string[] expected = Referee.Run("""
            import sys, netCDF4, numpy as np
            f = netCDF4.Dataset(sys.argv[1]); lev = list(f['level'][:]); t = f['t']
            a, b = (t[lev.index(x)].astype('f8') for x in (500, 550))
            w = np.log(520 / 500) / np.log(550 / 500)
            m = (1 - w) * a + w * b
            print(repr(float(m.mean())), repr(float(m.max())), repr(float(t[lev.index(200)].astype('f8').mean())))
            """, file).Split(' ');
        Assert.Equal(double.Parse(expected[0]), Field(source).Average(v => (double)v), 1e-4);
        Assert.Equal(double.Parse(expected[1]), Field(source).Max(), 1e-3);
        Assert.Equal(double.Parse(expected[2]), Field(source, 1).Average(v => (double)v), 1e-4);
    }

    static string SharedData(string name) => SharedFolder.In("data", "ecmwf_20050123", name);
}
