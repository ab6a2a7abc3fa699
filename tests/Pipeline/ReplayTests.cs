using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Pipeline;

/// <summary>A run trained again has the same bits, and two that have not are told apart by step, shard and tensor.</summary>
[Collection(FinishedRunCollection.Name)]
public sealed class ReplayTests(FinishedRun run)
{
    [Fact]
    public void An_exact_run_is_replayed_with_the_same_bits_on_more_threads_and_differs_from_another_seed_at_the_first_step()
    {
        using var experiment = TinyExperiment.WithDataOf(run.Experiment);
        string[] quick = ["--set", "train.epochs=1", "--set", "train.determinism=exact"];
        void Train(params string[] more) => Require(0, experiment.Rossby(["train", "pipeline.json", .. quick, .. more]));
        Train();
        var replay = experiment.Rossby("replay", "runs/tiny");
        Require(0, replay);
        Assert.Matches("(?m)^weights: the same", replay.Output);

        Train("--set", "name=wide", "--set", "train.threads=4");
        Require(0, experiment.Rossby("diff", "runs/tiny", "runs/wide"));

        Train("--set", "name=other", "--set", "train.optimizer.learningRate=0.0005");
        var diff = experiment.Rossby("diff", "runs/tiny", "runs/other");
        Require(1, diff);
        // The first gradients are the same; the first update that is not differs by its rate.
        Assert.Matches("(?m)^weights: differ", diff.Output);
        Assert.Matches("(?m)^first difference: step [12]$", diff.Output);
        Assert.Matches("(?m)^tensors: ", diff.Output);
        Assert.Matches(@"(?m)^config: train\.optimizer\.learningRate: ", diff.Output);
        Assert.DoesNotMatch("(?m)^gradients: ", diff.Output);
    }

    [Fact]
    public void A_folder_that_is_no_run_is_missing_input()
    {
        Require(66, run.Experiment.Rossby("diff", "runs/tiny", "runs/nothing"));
        Require(66, run.Experiment.Rossby("replay", "runs/nothing"));
    }

    static void Require(int code, CommandResult result) => Assert.True(result.ExitCode == code, result.ToString());
}
