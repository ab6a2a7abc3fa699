using System.Text.Json.Nodes;
using Rossby.Core;
using Rossby.Tests.Support;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Native;

/// <summary>The log in MLPerf's words against the published rules, and its values against the run.</summary>
[LeakCheck]
public sealed class MlPerfLogTests
{
    static readonly string[] BrokenByDesign = [.. new[] { "1.0", "2.0", "3.0" }.SelectMany(version => new[]
    {
        $"{version} train_samples is 12", $"{version} eval_samples is 4", $"{version} eval_accuracy never reaches the target",
    })];

    [Theory, InlineData(false), InlineData(true)]
    public void A_run_keeps_every_rule_but_the_size_of_the_set_and_the_target_whether_or_not_it_was_stopped(bool stopped)
    {
        using var set = new TinySet();
        var config = TrainStageTests.Config with
        {
            AccumulationSteps = 2,
            Optimizer = new LambConfig { LearningRate = 0.004 },
            Schedule = new MultistepScheduleConfig { WarmupSteps = 2, WarmupFactor = 4, Warmup = Warmup.DeepCam, Milestones = [3, 5], Factor = 0.2 },
            Submission = new() { Organization = "the tests" },
        };
        using var stop = new CancellationTokenSource();
        var watch = new Watch(p =>
        {
            if (stopped && p.Activity == "train" && p.Done == 5) stop.Cancel();
        });
        var context = set.Context("run", watch);
        if (stopped) Assert.Throws<StoppedException>(() => TrainStage.Run(TrainStageTests.Model, config, set.Staged, context, stop.Token));
        TrainStage.Run(TrainStageTests.Model, config, set.Staged, set.Context("run"), CancellationToken.None);
        Assert.Equal(BrokenByDesign, Broken(context.Run.MlPerfLog));

        var lines = File.ReadLines(context.Run.MlPerfLog).Select(l => JsonNode.Parse(l[":::MLLOG ".Length..])!).ToList();
        JsonNode? Value(string key) => lines.Single(l => (string)l["key"]! == key)["value"];
        // The network is not the reference's.
        Assert.Equal("open", (string)Value("submission_division")!);
        Assert.Equal("the tests", (string)Value("submission_org")!);
        Assert.Equal(4, (int)Value("global_batch_size")!);
        Assert.Equal(2, (int)Value("gradient_accumulation_frequency")!);
        Assert.Equal(7, (int)Value("seed")!);
        // DeepCAM's start_lr: the rate that the warm-up multiplies.
        Assert.Equal(0.001, (double)Value("opt_lr")!);
        Assert.Equal([3, 5], Value("scheduler_milestones")!.AsArray().Select(m => (int)m!));
        Assert.Equal("aborted", (string)lines.Single(l => (string)l["key"]! == "run_stop")["metadata"]!["status"]!);
        Assert.Equal(
            Enumerable.Range(1, 3).SelectMany(e => new[] { "epoch_start", "eval_start", "eval_accuracy", "eval_loss", "eval_stop", "epoch_stop" }.Select(key => (key, e))),
            lines.Where(l => l["metadata"]!["epoch_num"] is not null).Select(l => ((string)l["key"]!, (int)l["metadata"]!["epoch_num"]!)));
        var validations = File.ReadLines(context.Run.Metrics).Select(l => JsonNode.Parse(l)!).Where(m => (string)m["kind"]! == "validation");
        Assert.Equal(validations.Select(v => (double)v["perSampleMeanIou"]!), lines.Where(l => (string)l["key"]! == "eval_accuracy").Select(l => (double)l["value"]!));
    }

    [Fact]
    public void Cosine_and_adam_keep_the_rules_and_a_log_that_lost_a_line_does_not()
    {
        using var set = new TinySet();
        var context = set.Context("run");
        TrainStage.Run(TrainStageTests.Model, TrainStageTests.Config, set.Staged, context, CancellationToken.None);
        Assert.Equal(BrokenByDesign, Broken(context.Run.MlPerfLog));
        string[] lines = File.ReadAllLines(context.Run.MlPerfLog);
        foreach (string key in new[] { "init_stop", "run_stop", "scheduler_t_max", "opt_eps", "batchnorm_group_size", "eval_stop" })
        {
            string path = set.In("lost.txt");
            File.WriteAllLines(path, lines.Where(l => !l.Contains($"\"{key}\"", StringComparison.Ordinal)));
            Assert.Contains(Broken(path), b => b.StartsWith($"3.0 {key} ", StringComparison.Ordinal));
        }
    }

    // Reference convergence points of MLPerf HPC (reference/deepcam.md, 3.3).
    [Theory]
    [InlineData(128, 0.001, 0, new[] { 8192, 16384 })]
    [InlineData(512, 0.004, 100, new[] { 2048, 4096 })]
    [InlineData(2048, 0.0055, 400, new[] { 800 })]
    public void Deepcams_recipes_are_told_as_the_reference_has_them(int batch, double rate, int warmupSteps, int[] milestones)
    {
        var recipe = ConfigFile.Load(RepositoryRoot.In("examples", "recipes", $"deepcam-{batch}.json"), []).Config;
        using var set = new TinySet();
        var plan = new StepPlan(121266, recipe.Train);
        var told = MlPerfSettings.Of(recipe.Model!, recipe.Train, plan, 15158, set.Context("run") with { Seed = 1 }).ToDictionary(s => s.Key, s => s.Value);
        Assert.Equal("closed", (string)told["submission_division"]!);
        Assert.Equal(batch, (int)told["global_batch_size"]!);
        Assert.Equal(("LAMB", 1e-6, 1.0), ((string)told["opt_name"]!, (double)told["opt_eps"]!, (double)told["opt_max_grad_norm"]!));
        Assert.Equal(rate, (double)told["opt_lr"]! * (double)told["scheduler_lr_warmup_factor"]!, 1e-12);
        Assert.Equal(warmupSteps, (int)told["scheduler_lr_warmup_steps"]!);
        Assert.Equal(milestones, told["scheduler_milestones"]!.AsArray().Select(m => (int)m!));
        Assert.Equal(0.1, (double)told["scheduler_decay_rate"]!);
    }

    static string[] Broken(string log) => Referee.RunFile("Train/Records/check_mllog.py", log).Split('\n');
}
