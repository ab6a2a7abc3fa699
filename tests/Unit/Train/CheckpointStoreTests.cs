using Rossby.Core;
using Rossby.Tests.Support;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Unit;

public sealed class CheckpointStoreTests
{
    static TrainingState State(long step) =>
        new() { Identity = new string('a', 64), Step = step, Epoch = 0, ValidatedEpochs = 0, Threads = 2, Seconds = 1.5, MetricsBytes = 10 * step };

    static Action<CheckpointFolder> Tensors(long step) => folder =>
    {
        File.WriteAllText(folder.Weights, $"weights of step {step}");
        File.WriteAllText(folder.Optimizer, $"moments of step {step}");
    };

    [Fact]
    public void A_kill_after_any_change_on_disk_leaves_a_whole_checkpoint_of_this_save_or_the_last()
    {
        // As many stops as there are changes; the last one is no stop.
        for (int changes = 1; ; changes++)
        {
            using var folder = new TemporaryFolder();
            var store = new CheckpointStore(new(folder.In("checkpoints", "last")));
            store.Save(Tensors(1), State(1));
            int made = store.SaveStepwise(Tensors(2), State(2)).Take(changes).Count();

            var afterKill = new CheckpointStore(store.Target);
            var state = afterKill.Recover();
            Assert.NotNull(state);
            Assert.InRange(state.Step, 1, 2);
            Assert.Equal($"weights of step {state.Step}", File.ReadAllText(store.Target.Weights));
            Assert.Equal([store.Target.Path], Directory.GetDirectories(folder.In("checkpoints")));

            afterKill.Save(Tensors(3), State(3));
            Assert.Equal(3, afterKill.Recover()!.Step);
            if (made < changes) break;
        }
    }

    [Fact]
    public void Two_kills_in_a_row_without_a_recovery_between_still_leave_one()
    {
        for (int first = 1; first < 8; first++)
        {
            for (int second = 1; second < 8; second++)
            {
                using var folder = new TemporaryFolder();
                var store = new CheckpointStore(new(folder.In("last")));
                store.Save(Tensors(1), State(1));
                _ = store.SaveStepwise(Tensors(2), State(2)).Take(first).Count();
                _ = store.SaveStepwise(Tensors(3), State(3)).Take(second).Count();
                Assert.NotNull(store.Recover());
            }
        }
    }

    [Fact]
    public void A_torn_file_is_not_taken_for_a_checkpoint()
    {
        using var folder = new TemporaryFolder();
        var store = new CheckpointStore(new(folder.In("last")));
        store.Save(Tensors(1), State(1));
        File.AppendAllText(store.Target.Optimizer, "x");
        Assert.Null(store.Recover());
    }

    [Fact]
    public void The_state_comes_back_as_it_was()
    {
        using var folder = new TemporaryFolder();
        var store = new CheckpointStore(new(folder.In("last")));
        var state = State(7) with { BestMeanIou = 0.1 + 0.2, BestStep = 5, Loss = 1 / 3.0 };
        store.Save(Tensors(7), state);
        var back = store.Recover()!;
        Assert.Equal(state, back with { WeightsSha256 = null, OptimizerSha256 = null });
    }

    [Fact]
    public void Another_run_s_checkpoint_is_kept_under_another_name()
    {
        using var folder = new TemporaryFolder();
        var store = new CheckpointStore(new(folder.In("last")));
        store.Save(Tensors(1), State(1));
        store.SetAside("abc");
        Assert.Null(store.Recover());
        Assert.Equal("weights of step 1", File.ReadAllText(Path.Combine(folder.In("last.abc"), "weights.safetensors")));
    }
}
