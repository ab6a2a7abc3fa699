using FsCheck;
using FsCheck.Fluent;
using Rossby.Core;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Unit;

public sealed class StepPlanTests
{
    [Fact]
    public void Taken_up_after_any_step_the_same_batches_follow() =>
        Prop.ForAll<PositiveInt, PositiveInt, ulong>((samples, batch, seed) =>
        {
            var plan = new StepPlan(samples.Get % 30 + 1, new TrainConfig { BatchSize = batch.Get % 7 + 1, Epochs = (int)(seed % 4) + 1 });
            var whole = plan.BatchesFrom(0, seed).ToList();
            Assert.Equal(plan.TotalSteps, whole.Count);
            for (int done = 0; done < whole.Count; done++) Assert.Equal(whole[done..], plan.BatchesFrom(done, seed));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_epoch_ends_at_a_step_of_its_own_after_all_its_samples() =>
        Prop.ForAll<PositiveInt, PositiveInt, PositiveInt>((samples, batch, epochs) =>
        {
            var plan = new StepPlan(samples.Get, new TrainConfig { BatchSize = batch.Get, Epochs = epochs.Get });
            var ends = Enumerable.Range(1, (int)plan.TotalSteps).Where(s => plan.CompleteEpochs(s) > plan.CompleteEpochs(s - 1)).ToList();
            Assert.Equal(epochs.Get, ends.Count);
            Assert.Equal(plan.TotalSteps, ends[^1]);
            for (int e = 0; e < ends.Count; e++) Assert.InRange((long)ends[e] * plan.BatchSize, (e + 1L) * plan.Samples, (e + 1L) * plan.Samples + plan.BatchSize - 1);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_empty_split_is_refused() => Assert.Throws<DataException>(() => new StepPlan(0, new TrainConfig()));
}
