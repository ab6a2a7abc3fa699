using System.Text.Json;
using Rossby.Core;
using Rossby.Nccl;
using Rossby.Tests.Support;
using Rossby.Torch;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Native;

/// <summary>Training whose gradients NCCL sums where they lie, on a device that is not main memory, with ranks as threads. Run by <see cref="SecondDeviceProcessTests"/>.</summary>
[Collection(NcclInMemory.Collection)]
public sealed class NcclTrainingTests
{
    static readonly TrainConfig Config = TrainStageTests.Config with
    {
        Epochs = 2, Optimizer = new AdamWConfig { LearningRate = 0.001 }, Allreduce = new() { BucketMiB = 1 / 1024.0 },
    };

    readonly Device device = SecondDevice.Get();

    public NcclTrainingTests()
    {
        _ = NcclInMemory.Library;
        TorchRuntime.Initialize(1, sharedCores: false);
    }

    void Train(TinySet set, string run, IReadOnlyList<int> ranksOfNodes, TrainConfig config, Func<int, (IProgress<StageProgress>?, CancellationToken)>? of = null, bool norms = true) =>
        ThreadRanks.Run(ranksOfNodes, communicator =>
        {
            var (progress, token) = of?.Invoke(communicator.Rank) ?? (null, CancellationToken.None);
            using var training = new TrainingRun(TrainStageTests.Model with { BatchNorm = norms ? TrainStageTests.Model.BatchNorm : NormMode.Off }, config, set.Staged, set.Context(run, progress) with { Communicator = communicator }, device);
            training.ToTheEnd(token);
        });

    static TrainConfig By(GpuAllreduce gpu, TrainConfig? config = null) => (config ?? Config) with { Allreduce = (config ?? Config).Allreduce with { Gpu = gpu } };

    // Sums of two are the same in any order, and 1/2 is exact.
    [Theory(Explicit = true)]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.BFloat16)]
    [InlineData(ElementType.Float16)]
    public void Two_ranks_end_with_the_bytes_that_sums_in_main_memory_give(ElementType wireType)
    {
        using var set = new TinySet();
        var config = Config with { Allreduce = Config.Allreduce with { WireType = wireType } };
        long before = NcclInMemory.Calls;
        Train(set, "mpi", [2], By(GpuAllreduce.Mpi, config));
        Assert.Equal(before, NcclInMemory.Calls);
        Train(set, "nccl", [2], config);
        Assert.True(NcclInMemory.Calls > before);
        Assert.Equal(File.ReadAllBytes(set.Context("mpi").Run.Last.Weights), File.ReadAllBytes(set.Context("nccl").Run.Last.Weights));
        Assert.Equal(0, NcclInMemory.Alive);
    }

    [Theory(Explicit = true)]
    [InlineData(false)]
    [InlineData(true)]
    public void Two_nodes_of_two_make_the_steps_of_one_rank_recorded_or_not(bool recorded)
    {
        using var set = new TinySet();
        // Without norms, which would couple the samples of a rank.
        var config = Config with { RecordSteps = recorded };
        Train(set, "alone", [1], By(GpuAllreduce.Mpi), norms: false);
        Train(set, "many", [2, 2], config, norms: false);
        double[] alone = LossesOf(set.Context("alone").Run), many = LossesOf(set.Context("many").Run);
        Assert.Equal(6, alone.Length);
        for (int i = 0; i < alone.Length; i++) Assert.Equal(alone[i], many[i], 1e-4 * alone[i]);
    }

    [Fact(Explicit = true)]
    public void Recorded_steps_of_two_ranks_have_the_losses_of_others_and_are_taken_up_with_the_same_bytes()
    {
        using var set = new TinySet();
        Train(set, "plain", [2], Config);
        var config = Config with { RecordSteps = true };
        Train(set, "recorded", [2], config);
        double[] plain = LossesOf(set.Context("plain").Run), recorded = LossesOf(set.Context("recorded").Run);
        for (int i = 0; i < plain.Length; i++) Assert.Equal(plain[i], recorded[i], 1e-4 * plain[i]);
        using var stop = new CancellationTokenSource();
        var watch = new Watch(p =>
        {
            if (p.Activity == "train" && p.Done == 4) stop.Cancel();
        });
        Assert.Throws<StoppedException>(() => Train(set, "parts", [2], config, rank => rank == 1 ? (watch, stop.Token) : (null, CancellationToken.None)));
        Train(set, "parts", [2], config);
        RunComparison.RequireEqual(set.Context("recorded").Run, set.Context("parts").Run);
    }

    [Fact(Explicit = true)]
    public void One_rank_may_have_NCCL_in_its_recorded_steps_and_ends_with_the_bytes_of_none()
    {
        using var set = new TinySet();
        var config = Config with { RecordSteps = true };
        long before = NcclInMemory.Calls;
        Train(set, "without", [1], config);
        Assert.Equal(before, NcclInMemory.Calls);
        Train(set, "with", [1], By(GpuAllreduce.Nccl, config));
        // Buckets, running statistics and loss in each of six steps.
        Assert.True(NcclInMemory.Calls - before >= 6 * 3);
        Assert.Equal(File.ReadAllBytes(set.Context("without").Run.Last.Weights), File.ReadAllBytes(set.Context("with").Run.Last.Weights));
    }

    [Fact(Explicit = true)]
    public void Steps_whose_ranks_meet_in_between_are_not_recorded()
    {
        using var set = new TinySet();
        foreach (var refused in (TrainConfig[])[Config with { RecordSteps = true, BatchNorm = new() { Statistics = NormStatistics.Synchronised } }, By(GpuAllreduce.Mpi, Config with { RecordSteps = true })])
            Assert.Contains("$.train.recordSteps", Assert.Throws<ConfigException>(() => Train(set, "refused", [2], refused)).Message, StringComparison.Ordinal);
    }

    [Theory(Explicit = true)]
    [InlineData(false)]
    [InlineData(true)]
    public void A_sum_that_fails_late_ends_every_rank_as_one_that_lost_another_and_leaves_no_communicator(bool recorded)
    {
        using var set = new TinySet();
        var watch = new Watch(p =>
        {
            if (p.Activity == "train" && p.Done == 2) NcclInMemory.Fail(6);
        });
        try
        {
            var error = Assert.Throws<NcclException>(() => Train(set, "run", [2], Config with { RecordSteps = recorded }, rank => (rank == 0 ? watch : null, CancellationToken.None)));
            Assert.Equal(ExitCode.RankLost, error.ExitCode);
            Assert.Contains("remote process exited", error.Message, StringComparison.Ordinal);
            Assert.Equal(0, NcclInMemory.Alive);
        }
        finally
        {
            NcclInMemory.Fail(0);
        }
        // From the checkpoint of step 2.
        Train(set, "run", [2], Config with { RecordSteps = recorded });
        Train(set, "whole", [2], Config with { RecordSteps = recorded });
        RunComparison.RequireEqual(set.Context("whole").Run, set.Context("run").Run);
    }

    static double[] LossesOf(RunFolder run) =>
        [.. File.ReadLines(run.Metrics).Select(l => JsonDocument.Parse(l).RootElement).Where(l => l.GetProperty("kind").GetString() == "step").Select(l => l.GetProperty("loss").GetDouble())];
}
