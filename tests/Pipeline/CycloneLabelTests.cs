using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Pipeline;

/// <summary><c>label --method tempest-tc</c> on files as models write them: a regional one with a hurricane near its edge, a global one whose seam is elsewhere.</summary>
public sealed class CycloneLabelTests
{
    // The hollow, the warm core and the wind of a cyclone in a calm atmosphere, on any grid of latitudes and longitudes.
    const string Vortex =
        """
        import sys, numpy as np, netCDF4
        def vortex(lat, lon, lat0, lon0, depth=4000.0):
            a, o, b, p = np.radians(lat), np.radians(lon), np.radians(lat0), np.radians(lon0)
            deg = np.degrees(np.arccos(np.clip(np.sin(a) * np.sin(b) + np.cos(a) * np.cos(b) * np.cos(o - p), -1, 1)))
            bell = np.exp(-0.5 * (deg / 2) ** 2)
            east, north = np.cos(b) * np.sin(p - o), np.cos(a) * np.sin(b) - np.sin(a) * np.cos(b) * np.cos(p - o)
            size = np.maximum(np.hypot(east, north), 1e-9)
            wind = 40 * (deg / 1.0) * np.exp(1 - deg / 1.0) + 6 * np.exp(-deg / 8)
            return 101300 - depth * bell, 4 * bell, wind * north / size * np.sign(lat0), -wind * east / size * np.sign(lat0)

        """;

    static CommandResult Label(string folder, params IEnumerable<string> arguments) => RossbyProgram.Run(folder, new Dictionary<string, string?>(), ["label", .. arguments]);

    static string Check(string code, params string[] arguments)
    {
        var result = Command.Python(code, arguments);
        Assert.True(result.ExitCode == 0, result.ToString());
        return result.Output.TrimEnd();
    }

    [Fact]
    public void In_a_regional_model_file_with_surface_pressure_alone_the_hurricane_at_the_edge_is_listed_as_truncated_and_what_defaults_lack_is_named()
    {
        using var folder = new TemporaryFolder();
        Check(Vortex +
            """
            f = netCDF4.Dataset(sys.argv[1], "w")
            for name, n in (("Time", None), ("DateStrLen", 19), ("south_north", 74), ("west_east", 91)): f.createDimension(name, n)
            lat, lon = np.meshgrid(18 + 0.27 * np.arange(74), -98 + 0.3 * np.arange(91), indexing="ij")
            f.createVariable("Times", "S1", ("Time", "DateStrLen"))[0] = np.frombuffer(b"2005-08-28_00:00:00", "S1")
            for name, values, units in (("XLAT", lat, "degree_north"), ("XLONG", lon, "degree_east"), ("PSFC", vortex(lat, lon, 23.4, -84.5)[0], "Pa")):
                v = f.createVariable(name, "f4", ("Time", "south_north", "west_east"))
                v.units = units
                v[0] = values
            f.TITLE = " OUTPUT FROM WRF V3.0 MODEL"
            """, folder.In("wrfout_d01_2005-08-28_00:00:00"));
        string[] pressureAlone = ["wrfout*", "--method", "tempest-tc", "--set", "pressure=PS", "--set", "warmCore=off", "--set", "wind=off"];
        var edge = Label(folder.Path, [.. pressureAlone, "--set", "edge=allow", "-o", "edge"]);
        Assert.True(edge.ExitCode == 0, edge.ToString());
        Assert.Equal("True True 1", Check(
            """
            import sys, csv, math
            strongest = min(csv.DictReader(open(sys.argv[1])), key=lambda r: float(r["cyclone.pressurePa"]))
            a, b = math.radians(float(strongest["cyclone.latitudeDeg"])), math.radians(23.4)
            d = math.radians(float(strongest["cyclone.longitudeDeg"]) + 84.5)
            km = 6371 * math.acos(math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(d))
            print(km < 50, strongest["truncated"] == "true", strongest["number"])
            """, folder.In("edge", "objects.csv")));
        var defaults = Label(folder.Path, "wrfout*", "--method", "tempest-tc", "-o", "defaults");
        Assert.Equal(65, defaults.ExitCode);
        Assert.Contains("'tempest-tc' need PSL, T200, T500, UBOT, VBOT", defaults.Error, StringComparison.Ordinal);
        var teca = Label(folder.Path, "wrfout*", "--method", "teca-tc", "-o", "defaults");
        Assert.Equal(65, teca.ExitCode);
        Assert.Contains("'teca-tc' need VORT850, PSL, T200, T500, THICK, UBOT, VBOT", teca.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.In("defaults")));
    }

    [Fact]
    public void A_nest_that_follows_the_hurricane_is_labelled_at_each_time_on_the_grid_of_that_time_and_its_wind_at_10_m_is_called_so()
    {
        using var folder = new TemporaryFolder();
        Check(Vortex +
            """
            f = netCDF4.Dataset(sys.argv[1], "w")
            for name, n in (("Time", None), ("DateStrLen", 19), ("south_north", 48), ("west_east", 60)): f.createDimension(name, n)
            text = f.createVariable("Times", "S1", ("Time", "DateStrLen"))
            v = {name: f.createVariable(name, "f4", ("Time", "south_north", "west_east")) for name in ("XLAT", "XLONG", "PSFC", "U10", "V10")}
            for name, units in (("XLAT", "degree_north"), ("XLONG", "degree_east"), ("PSFC", "Pa"), ("U10", "m s-1"), ("V10", "m s-1")): v[name].units = units
            for t in range(3):
                lat, lon = np.meshgrid(18 + 0.5 * t + 0.25 * np.arange(48), -96 - 0.75 * t + 0.25 * np.arange(60), indexing="ij")
                pressure, _, east, north = vortex(lat, lon, 24 + 0.5 * t, -88 - 0.75 * t)
                text[t] = np.frombuffer(b"2005-08-28_%02d:00:00" % (6 * t), "S1")
                for name, values in (("XLAT", lat), ("XLONG", lon), ("PSFC", pressure), ("U10", east), ("V10", north)): v[name][t] = values
            """, folder.In("nest.nc"));
        var run = Label(folder.Path, "nest.nc", "--method", "tempest-tc", "--set", "pressure=PS", "--set", "warmCore=off",
            "--allow-approximate", "UBOT", "--allow-approximate", "VBOT", "-o", "labels");
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("the first of 3 grids", run.Error, StringComparison.Ordinal);
        Assert.Equal("24 -88 10 m 18.0 -96.0 True\n24.5 -88.75 10 m 18.5 -96.75 True\n25 -89.5 10 m 19.0 -97.5 True", Check(
            """
            import sys, json, netCDF4, numpy as np
            for t, line in enumerate(open(sys.argv[1] + "/objects.jsonl")):
                c = json.loads(line)["cyclone"]
                m = netCDF4.Dataset(sys.argv[1] + f"/nest.{t + 1}.labels.nc")
                lat, lon, mask = m["XLAT"][:], m["XLONG"][:], m["mask"]
                at = (np.abs(lat - c["latitudeDeg"]).argmin(), np.abs(lon - c["longitudeDeg"]).argmin())
                print(c["latitudeDeg"], c["longitudeDeg"], c["windLevel"], lat[0], lon[0], mask.shape[0] == 1 and mask[0][at] == 1)
            """, folder.In("labels")));
        Check("import sys, shutil, netCDF4; shutil.copy(sys.argv[1], sys.argv[2]); netCDF4.Dataset(sys.argv[2], 'a')['Times'][:, 9] = b'9'", folder.In("nest.nc"), folder.In("nest.1.nc"));
        var both = Label(folder.Path, "nest*.nc", "--method", "tempest-tc", "--set", "pressure=PS", "--set", "warmCore=off", "--set", "wind=off", "-o", "both");
        Assert.True(both.ExitCode == 0, both.ToString());
        Assert.Equal(["nest.1.1", "nest.1.2", "nest.1.3", "nest.2", "nest.3", "nest.4"], both.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).SkipLast(2).Select(f => Path.GetFileName(f).Replace(".labels.nc", "")));
        var compared = Label(folder.Path, "compare", "labels", "labels");
        Assert.True(compared.ExitCode == 0, compared.ToString());
        File.WriteAllText(folder.In("p.json"), """
            { "name": "nest", "ingest": { "source": { "kind": "files", "paths": ["nest.nc"] }, "channels": ["PS"], "labels": { "method": "none" }, "split": { "method": "ranges", "train": ["2005"] } },
              "model": { "architecture": "unet" }, "eval": { "split": "train" } }
            """);
        var ingest = RossbyProgram.Run(folder.Path, new Dictionary<string, string?>(), ["ingest", "p.json"]);
        Assert.Equal(65, ingest.ExitCode);
        Assert.Contains($"its grid moves with time, which only 'rossby label' and 'inspect' read; take one time first, or regrid each so to one grid: ncks -O -d Time,0 {folder.In("nest.nc")}", ingest.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_storm_that_crosses_Greenwich_in_a_file_from_180_west_is_one_object_of_one_track_with_its_centroid()
    {
        using var folder = new TemporaryFolder();
        Check(Vortex +
            """
            lat, lon = np.arange(-60.0, 61), np.arange(-180.0, 180)
            f = netCDF4.Dataset(sys.argv[1], "w")
            for name, values, units in (("time", 0.25 * np.arange(9), "days since 2001-08-01"), ("lat", lat, "degrees_north"), ("lon", lon, "degrees_east")):
                f.createDimension(name, len(values))
                v = f.createVariable(name, "f8", (name,))
                v.units = units
                v[:] = values
            fields = {name: f.createVariable(name, "f4", ("time", "lat", "lon")) for name in ("PSL", "T200", "T500", "UBOT", "VBOT")}
            for name, units in zip(fields, ("Pa", "K", "K", "m s-1", "m s-1")): fields[name].units = units
            for t in range(9):
                psl, warm, u, v = vortex(lat[:, None], lon[None, :], 18.0, 4.0 - t)
                for name, values in zip(fields, (psl, 220 + warm, 265 + warm, u, v)): fields[name][t] = values
            """, folder.In("x.nc"));
        var labelled = Label(folder.Path, "x.nc", "--method", "tempest-tc", "-o", "a");
        Assert.True(labelled.ExitCode == 0, labelled.ToString());
        Assert.Equal("9 {'1'} {'1'} {'false'} True True", Check(
            """
            import sys, csv, numpy as np, netCDF4
            rows = list(csv.DictReader(open(sys.argv[1] + "/objects.csv")))
            mask = netCDF4.Dataset(sys.argv[1] + "/x.labels.nc")
            lat, lon, tc = mask["lat"][:], mask["lon"][:], np.ma.filled(mask["mask"][:], 0) == 1
            assert lon[0] == -180
            w = np.cos(np.radians(lat))[:, None] * np.ones(len(lon))
            x = np.stack([np.cos(np.radians(lat))[:, None] * np.cos(np.radians(lon)), np.cos(np.radians(lat))[:, None] * np.sin(np.radians(lon)), np.sin(np.radians(lat))[:, None] + 0 * lon])
            good = []
            for t, row in enumerate(rows):
                c = (x * w * tc[t]).sum((1, 2))
                off = (float(row["centroidLongitudeDeg"]) - np.degrees(np.arctan2(c[1], c[0])) + 180) % 360 - 180
                crossed = (float(row["centroidLongitudeDeg"]) - (4 - t) + 180) % 360 - 180
                good.append(abs(off) < 0.01 and abs(crossed) < 0.01 and int(row["cells"]) == tc[t].sum())
            both = any(tc[t][:, 180:].any() and tc[t][:, :180].any() for t in range(9))
            print(len(rows), {r["track"] for r in rows}, {r["number"] for r in rows}, {r["truncated"] for r in rows}, all(good), both)
            """, folder.In("a")));
    }

    [Fact]
    public void A_folder_with_masks_of_other_files_is_refused_and_one_with_the_same_is_replaced()
    {
        using var folder = new TemporaryFolder();
        string files = SharedFolder.In("data", "merra2");
        string[] first = [$"{files}/MERRA2_400.inst3_3d_asm_Np.20151203_sliced.nc", "--method", "ivt-threshold", "--units", "IVT=kg m-1 s-1", "-o", "a"];
        Assert.Equal(0, Label(folder.Path, first).ExitCode);
        Assert.Equal(0, Label(folder.Path, [.. first, "--set", "thresholdKgPerMetreSecond=400"]).ExitCode);
        byte[] table = File.ReadAllBytes(folder.In("a", "objects.csv"));
        var other = Label(folder.Path, [$"{files}/MERRA2_400.inst3_3d_asm_Np.20151212_sliced.nc", .. first[1..]]);
        Assert.Equal(2, other.ExitCode);
        Assert.Contains("a holds masks of other files, MERRA2_400.inst3_3d_asm_Np.20151203_sliced.labels.nc: delete them", other.Error, StringComparison.Ordinal);
        Assert.Equal(table, File.ReadAllBytes(folder.In("a", "objects.csv")));
    }
}
