using System.Text.RegularExpressions;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Pipeline;

[Collection(FinishedRunCollection.Name)]
public sealed partial class FinishedRunTests(FinishedRun run)
{
    readonly TinyExperiment experiment = run.Experiment;

    [Theory]
    [InlineData("config.json")]
    [InlineData("provenance.json")]
    [InlineData("ledger.json")]
    [InlineData("log/rank-0.txt")]
    [InlineData("metrics.jsonl")]
    [InlineData("checkpoints/last/weights.safetensors")]
    [InlineData("checkpoints/last/optimizer.safetensors")]
    [InlineData("checkpoints/last/state.json")]
    [InlineData("checkpoints/last/SHA256SUMS")]
    [InlineData("checkpoints/best/weights.safetensors")]
    [InlineData("scores.json")]
    [InlineData("report.html")]
    public void A_run_leaves_what_the_formats_page_lists(string file) => Assert.True(File.Exists(Path.Combine(experiment.RunFolder, file)), file);

    [Fact]
    public void A_run_leaves_maps_and_masks_and_nothing_half_written()
    {
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(experiment.RunFolder, "figures"), "*.png"));
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(experiment.RunFolder, "masks"), "*.nc"));
        Assert.Empty(experiment.Partials);
        Assert.False(File.Exists(Path.Combine(experiment.RunFolder, "lease.json")));
    }

    [Fact]
    public void Standard_output_ends_with_the_scores_and_the_report()
    {
        string[] lines = run.Result.Output.TrimEnd('\n').Split('\n');
        Assert.Contains(lines, l => MeanIou().IsMatch(l));
        Assert.EndsWith("report.html", lines[^1], StringComparison.Ordinal);
        foreach (string name in new[] { "background", "tropical cyclone", "atmospheric river" })
            Assert.Contains(lines, l => l.StartsWith(name + ":", StringComparison.Ordinal));
    }

    [Fact]
    public void Piped_output_has_no_colours_and_no_bars()
    {
        Assert.DoesNotContain('\e', run.Result.Output + run.Result.Error);
        Assert.DoesNotContain('\r', run.Result.Output + run.Result.Error);
        Assert.DoesNotContain('\b', run.Result.Output + run.Result.Error);
    }

    [Fact]
    public void The_report_is_one_file_that_needs_no_other()
    {
        string html = File.ReadAllText(Path.Combine(experiment.RunFolder, "report.html"));
        Assert.DoesNotMatch("""(src|href)="(?!data:|#)""", html);
        Assert.Contains("data:image/png;base64,", html, StringComparison.Ordinal);
        Assert.Contains("synthetic weather", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Ncdump_and_xarray_read_the_masks()
    {
        string mask = Directory.EnumerateFiles(Path.Combine(experiment.RunFolder, "masks"), "*.nc").First();
        var header = Command.Run("ncdump", ["-h", mask]);
        Assert.True(header.ExitCode == 0, header.ToString());
        Assert.Contains("flag_meanings = \"background tropical_cyclone atmospheric_river\"", header.Output, StringComparison.Ordinal);
        var read = Command.Python(
            """
            import sys, numpy as np, xarray as xr
            masks = xr.open_dataset(sys.argv[1], decode_times=xr.coders.CFDatetimeCoder(use_cftime=True)) if hasattr(xr, "coders") else xr.open_dataset(sys.argv[1], use_cftime=True)
            mask = masks["mask"]
            assert mask.dims[0] == "time" and mask.shape[1:] == (24, 36), mask
            assert mask.time.dt.calendar == "noleap", mask.time
            values = mask.values[~np.isnan(mask.values)]
            assert set(np.unique(values)) <= {0, 1, 2}, np.unique(values)
            print(mask.shape[0])
            """, mask);
        Assert.True(read.ExitCode == 0, read.ToString());
        Assert.NotEqual("0", read.Output.Trim());
    }

    [Fact]
    public void H5py_opens_the_shards_and_finds_the_sources_values_in_them()
    {
        var read = Command.Python(Referees.Shards, experiment.Data);
        Assert.True(read.ExitCode == 0, read.ToString());
        Assert.Matches(@"^\d+ samples equal", read.Output);
    }

    [Fact]
    public void Every_hash_of_the_manifest_checks_in_another_program()
    {
        var read = Command.Python(Referees.Hashes, experiment.Data);
        Assert.True(read.ExitCode == 0, read.ToString());
    }

    [Fact]
    public void Staged_copies_equal_the_shards()
    {
        string staged = Directory.EnumerateDirectories(experiment.Node, "rossby-*").Single();
        var shards = Directory.EnumerateFiles(Path.Combine(experiment.Data, "shards"), "*.h5").ToList();
        Assert.NotEmpty(shards);
        foreach (string shard in shards)
            Assert.Equal(File.ReadAllBytes(shard), File.ReadAllBytes(Directory.EnumerateFiles(staged, Path.GetFileName(shard), SearchOption.AllDirectories).Single()));
    }

    [GeneratedRegex(@"^mean IoU: 0\.\d{3}")]
    private static partial Regex MeanIou();
}
