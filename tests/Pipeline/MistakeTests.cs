using System.Text.Json.Nodes;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Pipeline;

/// <summary>What a user does wrong, or what is wrong with the input: the exit code, what the message names, and that nothing is left half-written.</summary>
[Collection(FinishedRunCollection.Name)]
public sealed class MistakeTests(FinishedRun run)
{
    [Fact]
    public void A_misspelt_key_is_78_with_its_place_and_the_nearest_known_key()
    {
        using var experiment = new TinyExperiment();
        string text = File.ReadAllText(experiment.In("pipeline.json")).Replace("\"batchSize\"", "\"batchSiz\"", StringComparison.Ordinal);
        File.WriteAllText(experiment.In("pipeline.json"), text);
        string[] lines = text.Split('\n');
        int line = Array.FindIndex(lines, l => l.Contains("batchSiz", StringComparison.Ordinal));
        int column = lines[line].IndexOf('"', StringComparison.Ordinal);
        foreach (string verb in new[] { "validate", "run" })
        {
            var result = experiment.Rossby(verb, "pipeline.json");
            Assert.Equal(78, result.ExitCode);
            Assert.Contains($"pipeline.json:{line + 1}:{column + 1}:", result.Error, StringComparison.Ordinal);
            Assert.Contains("batchSize", result.Error, StringComparison.Ordinal);
        }
        Assert.False(Directory.Exists(experiment.In("runs")) && Directory.EnumerateFiles(experiment.In("runs"), "*", SearchOption.AllDirectories).Any());
    }

    [Fact]
    public void A_missing_file_is_66_and_named()
    {
        using var experiment = FromFiles("absent-*.nc");
        var result = experiment.Rossby("run", "pipeline.json");
        Assert.Equal(66, result.ExitCode);
        Assert.Contains("absent-*.nc", result.Error, StringComparison.Ordinal);
        var labelled = experiment.Rossby("label", "pipeline.json", "-o", "labels");
        Assert.Equal(66, labelled.ExitCode);
        int line = Array.FindIndex(File.ReadAllLines(experiment.In("pipeline.json")), l => l.Contains("absent-*.nc", StringComparison.Ordinal)) + 1;
        Assert.All([result, labelled], r => Assert.Matches($@"pipeline\.json:{line}:\d+: \$\.ingest\.source\.paths\[0\]: .*absent-\*\.nc", r.Error));
        Assert.Equal(66, experiment.Rossby("run", "no-such-pipeline.json").ExitCode);
        Assert.Empty(experiment.Partials);
    }

    [Theory]
    [InlineData("NETCDF3_CLASSIC")]
    [InlineData("NETCDF3_64BIT_DATA")]
    [InlineData("NETCDF4")]
    public void A_netcdf_file_that_was_cut_short_is_65_and_named(string format)
    {
        using var experiment = FromFiles("cut.nc");
        string source = Directory.EnumerateFiles(Path.Combine(run.Experiment.Data, "source"), "*.nc").Order().First();
        var copied = Command.Python(
            """
            import sys, netCDF4
            source, copy = netCDF4.Dataset(sys.argv[1]), netCDF4.Dataset(sys.argv[2], "w", format=sys.argv[3])
            for name, dimension in source.dimensions.items(): copy.createDimension(name, len(dimension))
            for name, variable in source.variables.items():
                variable.set_auto_maskandscale(False)
                made = copy.createVariable(name, variable.dtype, variable.dimensions)
                made.setncatts({k: variable.getncattr(k) for k in variable.ncattrs() if k != "_FillValue"})
                made.set_auto_maskandscale(False)
                made[:] = variable[:]
            copy.close()
            """, source, experiment.In("cut.nc"), format);
        Assert.True(copied.ExitCode == 0, copied.ToString());
        using (var file = new FileStream(experiment.In("cut.nc"), FileMode.Open)) file.SetLength(file.Length * 6 / 10);

        var result = experiment.Rossby("run", "pipeline.json");
        Assert.True(result.ExitCode == 65, result.ToString());
        Assert.Contains("cut.nc", result.Error, StringComparison.Ordinal);
        // The HDF5 library refuses such a file as a whole; in a classic one the header says which variable reaches past the end.
        if (format != "NETCDF4") Assert.Matches("cut.nc: .*(TMQ|U850|V850|PSL|LABELS|[A-Z0-9]{2,8})", result.Error);
        Assert.Empty(experiment.Partials);
        Assert.Empty(Directory.Exists(experiment.In("data")) ? Directory.EnumerateFiles(experiment.In("data"), "manifest.json", SearchOption.AllDirectories) : []);
    }

    [Fact]
    public void Without_space_on_the_node_staging_is_74_before_anything_is_written()
    {
        using var experiment = TinyExperiment.WithDataOf(run.Experiment);
        experiment.Config["stage"]!["keepFreeMiB"] = 1_000_000_000;
        experiment.WriteConfig();
        var result = experiment.Rossby("run", "pipeline.json");
        Assert.True(result.ExitCode == 74, result.ToString());
        Assert.Contains(experiment.Node, result.Error, StringComparison.Ordinal);
        Assert.Matches(@"\d+ MiB are needed.*\d+ MiB are free", result.Error);
        Assert.Empty(Directory.EnumerateFiles(experiment.Node, "*.h5*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("node")]
    [InlineData("data")]
    public void A_full_file_system_is_74_and_leaves_nothing_under_a_final_name(string which)
    {
        using var experiment = which == "node" ? TinyExperiment.WithDataOf(run.Experiment) : new TinyExperiment();
        string folder = experiment.In(which);
        Directory.CreateDirectory(folder);
        // One MiB: less than the set, more than its lists.
        if (Command.Run("mount", ["-t", "tmpfs", "-o", "size=1m", "rossby-test", folder]).ExitCode != 0) Assert.Skip("No right to mount a small file system here.");
        try
        {
            var result = experiment.Rossby("run", "pipeline.json");
            Assert.True(result.ExitCode == 74, result.ToString());
            Assert.Contains(which == "node" ? folder : "data/", result.Error, StringComparison.Ordinal);
            Assert.Empty(Directory.EnumerateFiles(folder, "*.partial*", SearchOption.AllDirectories));
            Assert.Empty(Directory.EnumerateFiles(folder, which == "node" ? "*.h5" : "manifest.json", SearchOption.AllDirectories));
        }
        finally
        {
            Command.Run("umount", [folder]);
        }
    }

    [Fact]
    public void A_stage_that_may_not_bring_the_earlier_ones_up_to_date_is_66()
    {
        using var experiment = new TinyExperiment();
        var result = experiment.Rossby("train", "pipeline.json", "--only");
        Assert.True(result.ExitCode == 66, result.ToString());
    }

    [Theory]
    [InlineData("fly")]
    [InlineData("run --no-such-option pipeline.json")]
    [InlineData("run one.json two.json")]
    public void A_command_line_that_does_not_fit_is_2(string arguments)
    {
        using var experiment = new TinyExperiment();
        Assert.Equal(2, experiment.Rossby(arguments.Split(' ')).ExitCode);
    }

    TinyExperiment FromFiles(string pattern)
    {
        var experiment = new TinyExperiment();
        experiment.Config["ingest"]!["source"] = new JsonObject { ["kind"] = "files", ["paths"] = new JsonArray(pattern) };
        experiment.WriteConfig();
        return experiment;
    }
}
