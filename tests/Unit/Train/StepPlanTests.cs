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
    public void An_empty_split_is_refused() => Assert.Throws<DataException>(() => new StepPlan(0, new TrainConfig()));
}
