using System.Text.Json.Nodes;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Pipeline;

/// <summary>The verb <c>predict</c>: masks on the input's own grid, whatever order and size that has.</summary>
[Collection(FinishedRunCollection.Name)]
public sealed class PredictTests(FinishedRun run)
{
    [Fact]
    public void Flipped_and_rolled_input_gives_the_flipped_and_rolled_mask()
    {
        using var experiment = TinyExperiment.CopyOf(run.Experiment);
        string source = Directory.EnumerateFiles(Path.Combine(experiment.Data, "source"), "*.nc").Order().First();
        var copied = Command.Python(
            """
            import sys, netCDF4, numpy as np
            source = netCDF4.Dataset(sys.argv[1])
            def write(name, of_rows, of_columns, of_longitudes):
                with netCDF4.Dataset(sys.argv[2] + "/" + name + ".nc", "w", format="NETCDF3_64BIT_OFFSET") as copy:
                    for d, length in (("time", 3), ("lat", 24), ("lon", 36)): copy.createDimension(d, length)
                    for v in ("time", "lat", "lon", "TMQ", "U850", "V850", "PSL"):
                        made = copy.createVariable(v, source[v].dtype, source[v].dimensions)
                        made.setncatts({k: source[v].getncattr(k) for k in source[v].ncattrs() if k != "_FillValue"})
                        values = source[v][:] if source[v].dimensions[0] != "time" else source[v][:3]
                        if "lat" in source[v].dimensions: values = of_rows(values, source[v].dimensions.index("lat"))
                        if "lon" in source[v].dimensions: values = (of_longitudes if v == "lon" else of_columns)(values, source[v].dimensions.index("lon"))
                        made[:] = values
            same = lambda values, axis: values
            roll = lambda values, axis: np.roll(values, 8, axis)
            write("plain", same, same, same)
            write("flipped", lambda values, axis: np.flip(values, axis), same, same)
            # The same weather told from another meridian, in longitudes from -80 E; and weather moved by 80 degrees.
            write("retold", same, roll, lambda values, axis: np.where(roll(values, axis) >= 280, roll(values, axis) - 360, roll(values, axis)))
            write("moved", same, roll, same)
            """, source, experiment.Folder);
        Assert.True(copied.ExitCode == 0, copied.ToString());
        foreach (string name in new[] { "plain", "flipped", "retold", "moved" }) Predict(experiment, name + ".nc", name + "-mask.nc");
        var compared = Command.Python(
            """
            import sys, netCDF4, numpy as np
            read = lambda name: netCDF4.Dataset(sys.argv[1] + "/" + name + ".nc")
            mask = lambda name: np.ma.filled(read(name + "-mask")["mask"][:], -1)
            plain = mask("plain")
            assert plain.shape == (3, 24, 36) and len(np.unique(plain)) > 1, np.unique(plain)
            for name in ("plain", "flipped", "retold", "moved"):
                assert np.array_equal(read(name)["lat"][:], read(name + "-mask")["lat"][:]), name
                assert np.array_equal(read(name)["lon"][:], read(name + "-mask")["lon"][:]), name
            assert np.array_equal(mask("flipped"), plain[:, ::-1])
            assert np.array_equal(mask("retold"), np.roll(plain, 8, 2))
            # Sums in another order may tip a cell whose two best classes are equal to seven digits.
            assert np.count_nonzero(mask("moved") != np.roll(plain, 8, 2)) <= 2
            """, experiment.Folder);
        Assert.True(compared.ExitCode == 0, compared.ToString());
    }

    [Fact]
    public void A_network_of_three_channels_reads_a_real_hour_of_era5_on_its_own_grid()
    {
        string pressure = SharedFolder.In("data", "era5_20251201", "era5_msl_2025120100_2.5x2.5.nc");
        string wind = SharedFolder.In("data", "era5_20251201", "era5_uv850_2025120100_2.5x2.5.nc");
        using var experiment = new TinyExperiment();
        experiment.Config["ingest"]!["channels"] = new JsonArray("PSL", "U850", "V850");
        experiment.Config["train"]!["epochs"] = 1;
        experiment.WriteConfig();
        var trained = experiment.Rossby("train", "pipeline.json");
        Assert.True(trained.ExitCode == 0, trained.ToString());
        var result = experiment.Rossby("predict", "--run", "tiny", "--checkpoint", "last", "--input", pressure, wind, "--variable", "U850=u", "--variable", "V850=v",
            "--output", "era5.nc", "--map", "era5.png",
            "--time-from-name", "*_yyyyMMddHH_*", "--threads", "1");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("moisture", result.Error, StringComparison.OrdinalIgnoreCase);
        var compared = Command.Python(
            """
            import sys, netCDF4, numpy as np
            source, masks = netCDF4.Dataset(sys.argv[1]), netCDF4.Dataset(sys.argv[2])
            names = [d for d in source.variables if source[d].dimensions == (d,) and d != "time"]
            for name in names:
                if name in masks.variables: assert np.array_equal(np.squeeze(source[name][:]), masks[name][:]), name
            assert masks["mask"].shape == (1, 73, 144), masks["mask"].shape
            moment = netCDF4.num2date(masks["time"][0], masks["time"].units, masks["time"].calendar)
            assert (moment.year, moment.month, moment.day, moment.hour) == (2025, 12, 1, 0), moment
            assert "moisture" in masks.comment.lower(), masks.comment
            """, pressure, experiment.In("era5.nc"));
        Assert.True(compared.ExitCode == 0, compared.ToString());
        Assert.True(new FileInfo(experiment.In("era5.png")).Length > 10_000);
    }

    [Fact]
    public void A_file_without_a_channel_of_the_run_is_refused_by_name()
    {
        using var experiment = TinyExperiment.CopyOf(run.Experiment);
        string wind = SharedFolder.In("data", "era5_20251201", "era5_uv850_2025120100_2.5x2.5.nc");
        var result = experiment.Rossby("predict", "--run", "tiny", "--input", wind, "--output", "masks.nc", "--time-from-name", "*_yyyyMMddHH_*");
        Assert.True(result.ExitCode == 65, result.ToString());
        Assert.Contains("TMQ", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(experiment.In("masks.nc")));
    }

    static void Predict(TinyExperiment experiment, string input, string output)
    {
        // The best checkpoint of so short a training may see no storm at all; the last sees some.
        var result = experiment.Rossby(["predict", "--run", "tiny", "--checkpoint", "last", "--input", input, "--output", output, "--threads", "1"]);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains(output, result.Output, StringComparison.Ordinal);
    }
}
