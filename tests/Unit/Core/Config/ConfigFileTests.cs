using Rossby.Core;
using Xunit;

namespace Rossby.Tests.Unit;

public class ConfigFileTests
{
    [Fact]
    public void Comments_and_trailing_commas_are_read_and_what_is_left_out_has_its_documented_default()
    {
        var config = ConfigText.Load(ConfigText.Synthetic).Config;
        Assert.Equal(3, config.Train.Epochs);
        Assert.Equal(8, config.Train.BatchSize);
        Assert.Equal(1ul, config.Seed);
        Assert.Equal(96, Assert.IsType<SyntheticSourceConfig>(config.Ingest.Source).Height);
        Assert.Equal(1e-6, Assert.IsType<AdamWConfig>(config.Train.Optimizer).Epsilon);
        Assert.Equal([3, 4, 6, 3], Assert.IsType<DeepLabV3PlusResNet50Config>(config.Model).Units);
        Assert.Null(config.Train.Threads);
    }

    [Fact]
    public void The_resolved_config_reads_back_as_the_same_experiment()
    {
        var config = ConfigText.Load(ConfigText.Synthetic).Config;
        string resolved = ConfigFile.ToJson(config);
        Assert.Equal(resolved, ConfigFile.ToJson(ConfigText.Load(resolved).Config));
        Assert.Contains("\"beta2\": 0.999", resolved, StringComparison.Ordinal);
    }

    [Fact]
    public void A_config_without_a_network_is_one_for_ingest_and_reads_back()
    {
        string text = string.Join('\n', ConfigText.Synthetic.Split('\n').Where(l => !l.Contains("\"model\"", StringComparison.Ordinal)));
        var config = ConfigText.Load(text).Config;
        Assert.Null(config.Model);
        Assert.Null(ConfigText.Load(ConfigFile.ToJson(config)).Config.Model);
    }

    [Fact]
    public void A_source_file_that_is_missing_is_told_with_the_place_of_its_path()
    {
        var loaded = ConfigText.Load(ConfigText.Synthetic.Replace("{ \"kind\": \"synthetic\" }", "{ \"kind\": \"files\",\n \"paths\": [\"no-such-*.nc\"] }", StringComparison.Ordinal));
        var missing = Assert.Throws<InputMissingException>(() => Rossby.Ingest.IngestInputs.Files(loaded.Config.Ingest, loaded.Folder));
        Assert.Equal("$.ingest.source.paths[0]", missing.Setting);
        string told = loaded.Locate(missing).Message;
        Assert.StartsWith($"{loaded.File}:6:12: $.ingest.source.paths[0]: ", told, StringComparison.Ordinal);
        Assert.Contains("no-such-*.nc: no file matches", told, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_within_labels_is_read_and_checked_wherever_it_stands_again()
    {
        const string Labels = """{ "method": "combine", "tropicalCyclones": { "method": "tempest-tc", "stitch": { "minimumHours": 48 } }, "atmosphericRivers": { "method": "bard-ar", "draws": 64 } }""";
        string text = ConfigText.Synthetic.Replace("\"labels\": { \"method\": \"variable\" },", $"\"labels\": {Labels}, \"extraLabels\": [{Labels}, {{ \"method\": \"tempest-tc\", \"stitch\": {{ \"minimumHours\": 48 }} }}]", StringComparison.Ordinal);
        var config = ConfigText.Load(text).Config.Ingest;
        foreach (var labels in new[] { config.Labels, config.ExtraLabels[0] })
        {
            var combine = Assert.IsType<CombineConfig>(labels);
            var stitch = Assert.IsType<TempestCycloneConfig>(combine.TropicalCyclones).Stitch;
            Assert.Equal(new CycloneStitchConfig { MinimumHours = 48 }, stitch);
            var bard = Assert.IsType<BardArConfig>(combine.AtmosphericRivers);
            Assert.Equal((64, 2.0 / 3), (bard.Draws, bard.ProbabilityThreshold));
        }
        string wrong = Assert.Single(ConfigText.Findings(text.Replace("{ \"minimumHours\": 48 } }]", "{ \"minimumHours\": -1 } }]", StringComparison.Ordinal)));
        Assert.Contains("$.ingest.extraLabels[1].stitch.minimumHours: must be in", wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_does_not_exist_is_a_missing_input()
    {
        var e = Assert.Throws<InputMissingException>(() => ConfigFile.Load("nowhere/p.json", []));
        Assert.Equal(66, e.ExitCode);
        Assert.Contains("nowhere/p.json", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_override_replaces_a_value_wherever_the_file_says_or_leaves_it()
    {
        var config = ConfigText.Load(ConfigText.Synthetic, "train.epochs=5", "train.optimizer.learningRate=0.25", "name=other", "model.atrousRates=[1,2,3]", "train.threads=2").Config;
        Assert.Equal(5, config.Train.Epochs);
        Assert.Equal(0.25, Assert.IsType<AdamWConfig>(config.Train.Optimizer).LearningRate);
        Assert.Equal("other", config.Name);
        Assert.Equal([1, 2, 3], Assert.IsType<DeepLabV3PlusResNet50Config>(config.Model).AtrousRates);
        Assert.Equal(2, config.Train.Threads);
    }

    [Fact]
    public void An_override_is_checked_like_the_file_and_named_as_where_the_mistake_is()
    {
        Assert.Equal(
            ["--set train.epochs=none: $.train.epochs: expected a whole number, got \"none\"", "--set train.epoch=4: $.train.epoch: unknown key; did you mean 'epochs'?"],
            ConfigText.Findings(ConfigText.Synthetic, "train.epochs=none", "train.epoch=4"));
        Assert.Equal(["--set train.batchSize=400: $.train.batchSize: must be at most 256, the training split's share of 365 time steps, got 400"],
            ConfigText.Findings(ConfigText.Synthetic, "train.batchSize=400"));
        Assert.Equal(2, Assert.Throws<UsageException>(() => ConfigText.Load(ConfigText.Synthetic, "train.epochs")).ExitCode);
    }
}
