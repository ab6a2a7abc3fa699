using Microsoft.Extensions.Logging;
using Rossby.Core;
using Rossby.Models;
using Rossby.Staging;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>Network, optimizer and place in the run, from the first step or from a checkpoint to the last.</summary>
internal sealed class TrainingRun : IDisposable
{
    /// <summary>Threads that read batches ahead.</summary>
    public const int ReadThreads = 2;

    // Batches on their way to a device while it computes another, each in memory of its own.
    const int SentAhead = 2;

    readonly RunContext context;
    readonly TrainConfig config;
    readonly StepPlan plan;
    readonly SampleReader reader;
    readonly SampleReader validation;
    readonly Manifest manifest;
    readonly SegmentationModel model;
    readonly IOptimizer optimizer;
    readonly Stack<IDisposable> owned = new();
    readonly LearningRate learningRate;
    readonly BatchLoss loss;
    readonly TrainingStep step;
    readonly LossScale scale;
    readonly StepFaults faults;
    readonly CheckpointStores stores;
    readonly StepHashes hashes;
    readonly int hashSteps;
    readonly int validationBatch;
    readonly TensorBatch[] memories;
    readonly int ahead;
    // Only rank 0 writes.
    readonly RunRecords? records;
    readonly CheckpointSaver? saver;
    readonly TrainingClock clock;
    readonly PhaseClock phases;
    long stepsOfThisStart;
    TrainingState state;

    public TrainingRun(ModelConfig modelConfig, TrainConfig config, StagedSet set, RunContext context, Device device)
    {
        this.config = config;
        var begun = TimeProvider.System.GetUtcNow();
        manifest = set.Manifest;
        reader = set.Reader(SplitName.Train);
        validation = set.Reader(SplitName.Validation);
        plan = new(reader.Count, config);
        int ranks = context.Communicator.Size;
        if (plan.BatchSize < ranks) throw new ConfigException([$"$.train.batchSize: {plan.BatchSize} samples do not give each of {ranks} ranks one."]);
        if (plan.BatchSize / ranks < config.AccumulationSteps)
            throw new ConfigException([$"$.train.accumulationSteps: the {plan.BatchSize / ranks} samples of a rank do not make {config.AccumulationSteps} parts."]);
        NormSums.Require(config.BatchNorm, ranks);
        bool exact = config.Determinism == Determinism.Exact;
        if (exact && plan.BatchSize < config.BatchSize)
            throw new ConfigException([$"$.train.batchSize: the training split holds {plan.Samples} samples, less than a batch of {config.BatchSize}, which \"exact\" does not shrink."]);

        string identity = TrainingIdentity.Of(modelConfig, config, context.Seed, manifest.DataRoot, ranks, TrainStage.CodeIdentity);
        try
        {
            if (config.TimelineSteps > 0) context = context with { Timeline = Own(new Timeline(context.Run.Timeline, context.Communicator)) };
            this.context = context;
            phases = new(context.Timeline);
            SegmentationModel Network(ulong? seed)
            {
                var network = ModelFactory.Create(modelConfig, manifest.Channels, set.Grid.IsGlobal, seed);
                if (!device.IsCpu) network.MoveTo(device);
                network.ComputeType = config.Precision.MapType();
                network.Recompute = config.Recompute;
                return network;
            }
            model = Own(Network(context.Seed));
            if (manifest.Labellings is [var labelling, ..])
                model.TrainedClasses = [.. Enumerable.Range(0, SegmentationClass.Count).Where(c => labelling.ClassFrequencies[c] > 0).Select(c => (byte)c)];
            var padding = new InputPadding(set.Grid.Height, set.Grid.Width, model.InputMultiple, model.PeriodicLongitude);
            foreach (string remark in model.CheckFits(padding.PaddedHeight, padding.PaddedWidth)) context.Logger.LogWarning("train: {Remark}", remark);
            optimizer = Own(Optimizer.Create(config.Optimizer, model.Parameters.Parameters));
            learningRate = new(config.Schedule, config.Optimizer.LearningRate, plan.BatchSize, plan.TotalSteps);
            if (manifest.Labellings.Count == 0) throw new DataException("The set has no labels to train on: choose $.ingest.labels.");
            var minimised = LossFactory.Create(config.Loss, manifest.Labellings[0].ClassFrequencies);
            if (minimised.TakesProbabilities && !reader.HasProbabilities)
                throw new ConfigException(["$.train.loss.name: the set's labels are no probabilities: label with bard-ar, regrid, or give several labellings; or choose \"weighted-cross-entropy\"."]);
            BatchLoss LossOf(SegmentationModel network) => new(network, padding, minimised);
            loss = LossOf(model);
            var shards = exact ? new ShardPlan(config, context.Communicator.Rank, ranks) : null;
            var recorder = config.RecordSteps ? Own<IWorkRecorder>(device.IsCuda ? new CudaRecorder(device) : new PlainRecorder()) : null;
            WholeBatchGradient? whole = null;
            // Gradients are made in the stream in which their sums are prepared.
            void Prepare() => whole = Own(new WholeBatchGradient(model, loss, config, phases, this.context));
            if (recorder is not null) recorder.Run(Prepare);
            else if (shards is null) Prepare();
            IBatchGradient gradient = whole is not null ? whole
                : Own(new ShardedGradient(model, () => Network(seed: null), LossOf, shards!, config, phases, context));
            if (gradient.Pending.Count > 0) optimizer = new LaggedOptimizer(optimizer, gradient.Pending);
            scale = new(config.LossScale, config.Precision);
            faults = new(config.Faults, context.Communicator);
            if (config.RecordSteps && ranks > 1 && (whole!.Nccl is null || config.BatchNorm.Statistics != NormStatistics.Local))
                throw new ConfigException([$"$.train.recordSteps: steps of {ranks} ranks that sum gradients in main memory, or moments of norms, meet others in between, and cannot be recorded; leave it out."]);
            var recorded = recorder is null ? null : Own(new RecordedSteps(model, (ListOptimizer)optimizer, loss, recorder, whole!.Nccl, phases, context));
            step = Own(new TrainingStep(model, optimizer, gradient, scale, faults, reader, phases, context.Communicator, recorded));
            hashes = new(model, gradient, context.Communicator);
            hashSteps = config.HashSteps ?? (exact ? 1 : 100);
            validationBatch = shards?.SamplesPerShard ?? step.MostSamples(plan.BatchSize);
            ahead = device.IsCpu ? 0 : SentAhead;
            memories = [.. Enumerable.Range(0, config.PrefetchBatches + ahead + 1).Select(_ => Own(new TensorBatch(manifest, step.MostSamples(plan.BatchSize), minimised.TakesProbabilities, device)))];

            stores = new CheckpointStores(context.Run, config.Checkpoints);
            var saved = new Checkpoints(context, stores, identity).Recover();
            state = saved ?? new()
            {
                Identity = identity, Step = 0, Epoch = 0, ValidatedEpochs = 0, Threads = config.Threads!.Value, Seconds = 0, MetricsBytes = 0,
            };
            if (saved is not null)
            {
                TakeUp(saved);
                faults.State = saved.Faults ?? faults.State;
            }
            if (context.Communicator.Rank == 0)
            {
                double flops = NetworkTable.Of(modelConfig, manifest.Channels.Count, padding.PaddedHeight, padding.PaddedWidth).Flops;
                records = Own(new RunRecords(context, plan, state, flops));
                var metadata = ModelDescription.Of(model, manifest.SyntheticNotice).ToMetadata();
                saver = Own(new CheckpointSaver(context, stores, config.Checkpoints, model, optimizer, metadata, records, state, config.Threads!.Value));
                if (saved is null) records.Begin(begun, MlPerfSettings.Of(modelConfig, config, plan, validation.Count, context));
            }
            clock = new(TimeProvider.System, state.Seconds);
            Announce(saved is not null);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Trains until the last epoch is done and validated.</summary>
    public void ToTheEnd(CancellationToken cancellation)
    {
        var batches = plan.BatchesFrom(state.Step, context.Seed).Select(step.Mine);
        using var prefetch = new BatchPrefetcher<TensorBatch>(reader, batches, memories, ReadThreads, context.Timeline);
        var batchesAhead = new BatchesAhead(prefetch, ahead);
        phases.Restart();
        clock.Restart();
        while (true)
        {
            if (state.ValidatedEpochs < state.Epoch) EndEpoch(cancellation);
            if (state.Step == plan.TotalSteps) break;
            if (StopRequested(cancellation)) Stop();
            OneStep(batchesAhead);
            saver?.ThrowIfFailed();
            if (state.ValidatedEpochs == state.Epoch && IsSaveDue()) Save();
        }
        // Its best was lost, and no validation is left that could name another.
        if (state.BestStep is null)
        {
            state = state with { BestStep = state.Step };
            Save(isBest: true);
        }
        Finish(isWhole: true);
        context.Logger.LogInformation("train: {Steps} steps done in {Seconds:F0} s{Best}", plan.TotalSteps, clock.Seconds, BestSoFar());
    }

    public void Dispose()
    {
        while (owned.TryPop(out var one)) one.Dispose();
    }

    T Own<T>(T one) where T : IDisposable
    {
        owned.Push(one);
        return one;
    }

    void OneStep(BatchesAhead batches)
    {
        var batch = Next(batches);
        double rate = learningRate.At(state.Step);
        double factor = scale.Factor;
        context.Communicator.Pulse.WorkOn(batch.Samples.Select(reader.Describe));
        var (value, skipped, fault) = step.Run(batch, state.Step + 1, rate);
        batches.Return(batch);
        long done = state.Step + 1;
        if (fault is not null) LeaveOut(done, fault);
        double seconds = clock.Lap(), samplesPerSecond = plan.BatchSize / seconds;
        var spent = phases.Take();
        double? finite = double.IsFinite(value) ? value : null;
        state = state with { Step = done, Epoch = plan.CompleteEpochs(done), Loss = finite ?? state.Loss, LossScale = scale.IsDynamic ? scale.State : null, Faults = faults.State is { Count: 0, Losses: 0 } ? null : faults.State };
        records?.Step(new StepMetrics(done, plan.EpochOf(done - 1) + 1, finite, rate, samplesPerSecond, clock.Seconds)
        {
            LossScale = scale.IsDynamic ? factor : null, Skipped = scale.IsDynamic || skipped ? skipped : null, PhaseSeconds = spent,
        }, seconds);
        if (skipped && fault is null) context.Logger.LogInformation("train: step {Step} overflowed fp16 and is left out; the loss scale is now {Scale}", done, scale.Factor);
        if (done % hashSteps == 0)
        {
            var taken = hashes.Take(done);
            records?.Hashes(taken);
        }
        context.Timeline?.Flush();
        if (++stepsOfThisStart == config.TimelineSteps) context.Timeline?.Finish();
        context.Progress?.Report(new("train", done, plan.TotalSteps, "steps",
            $"epoch {plan.EpochOf(done - 1) + 1}/{plan.Epochs}, loss {value:F4}, {samplesPerSecond:F1} samples/s"));
    }

    void TakeUp(TrainingState saved)
    {
        ModelWeights.Load(context.Run.Last.Weights, model.Parameters);
        OptimizerFile.Load(context.Run.Last.Optimizer, optimizer);
        if (saved.LossScale is { } lossScale) scale.State = lossScale;
    }

    // Every rank comes here at the same step: all have found the same.
    void LeaveOut(long done, string fault)
    {
        if (faults.Action == FaultAction.Skip)
        {
            context.Logger.LogWarning("train: step {Step} is left out ({Count} of {Budget}): {Fault}", done, faults.State.Count, config.Faults.Budget, fault);
            return;
        }
        saver?.Wait();
        context.Communicator.Barrier();
        var saved = stores.Last.Read() ?? throw new ConfigException([$"{fault} There is no checkpoint yet to roll back to."]);
        TakeUp(saved);
        faults.State = faults.State with { LeftOut = done - saved.Step + (saved.Faults?.LeftOut ?? 0) };
        context.Logger.LogWarning("train: back to the weights of step {Saved}, the batches up to step {Step} are left out ({Count} of {Budget}): {Fault}",
            saved.Step, done, faults.State.Count, config.Faults.Budget, fault);
    }

    void EndEpoch(CancellationToken cancellation)
    {
        bool improved = true;
        if (validation.Count > 0)
        {
            ValidationResult result;
            var begun = TimeProvider.System.GetUtcNow();
            phases.Take();
            try
            {
                using var running = phases.Enter(StepPhase.Validation);
                context.Communicator.Pulse.Phase = RankPhase.Validate;
                result = new ValidationPass(model, loss, validation, manifest, validationBatch, context).Run(cancellation);
                context.Communicator.Pulse.Phase = RankPhase.Train;
            }
            catch (OperationCanceledException)
            {
                Stop();
                throw;
            }
            records?.EpochDone(state.Epoch, new(state.Step, state.Epoch, result.Loss, result.MeanIou, result.Iou)
            {
                PerSampleMeanIou = result.PerSampleMeanIou, PassSeconds = phases.Take().Validation,
            }, begun);
            RestartClocks();
            improved = result.MeanIou is null ? state.BestMeanIou is null : state.BestMeanIou is not { } best || result.MeanIou > best;
            if (improved) state = state with { BestMeanIou = result.MeanIou, BestStep = state.Step };
            context.Logger.LogInformation(
                "train: epoch {Epoch} of {Epochs}: training loss {Loss:F4}, validation loss {ValidationLoss:F4}, mean IoU {MeanIou:F3}{Mark}",
                state.Epoch, plan.Epochs, state.Loss, result.Loss, result.MeanIou, improved ? ", the best so far" : "");
        }
        else
        {
            records?.EpochDone(state.Epoch, null, default);
            state = state with { BestStep = state.Step };
            context.Logger.LogInformation(
                "train: epoch {Epoch} of {Epochs}: training loss {Loss:F4}; there is no validation split, so best is last",
                state.Epoch, plan.Epochs, state.Loss);
        }
        state = state with { ValidatedEpochs = state.Epoch };
        Save(improved);
    }

    // What lies between two steps and is no part of one.
    void RestartClocks()
    {
        phases.Take();
        clock.Restart();
    }

    PrefetchedBatch<TensorBatch> Next(BatchesAhead batches)
    {
        using var running = phases.Enter(StepPhase.DataWait);
        return batches.Take();
    }

    bool StopRequested(CancellationToken cancellation)
    {
        // Every rank leaves at the same step, whichever was told first.
        using var running = phases.Enter(StepPhase.ExposedCommunication);
        long[] told = [cancellation.IsCancellationRequested ? 1 : 0];
        context.Communicator.Allreduce(told, ReduceOperation.Max);
        return told[0] != 0;
    }

    void Stop()
    {
        if (state.Step == 0) throw new OperationCanceledException("Stopped before the first training step was done.");
        Save();
        Finish(isWhole: false);
        throw new StoppedException($"Stopped after training step {state.Step} of {plan.TotalSteps}; the same command goes on from there.");
    }

    // Where gradients are on their way between two steps, all ranks must know.
    bool IsSaveDue()
    {
        bool isDue = saver?.IsDue(state.Step) == true;
        if (config.GradientLag == 0) return isDue;
        using var running = phases.Enter(StepPhase.ExposedCommunication);
        long[] told = [isDue ? 1 : 0];
        context.Communicator.Allreduce(told, ReduceOperation.Max);
        return told[0] != 0;
    }

    void Save(bool isBest = false)
    {
        using (phases.Enter(StepPhase.ExposedCommunication)) step.Settle();
        if (saver is null) return;
        using var running = phases.Enter(StepPhase.Checkpoint);
        state = records!.Mark(state with { Seconds = clock.Seconds });
        saver.Save(state, isBest);
    }

    // No rank leaves before the last write is durable: a launcher may end the job when the first one does.
    void Finish(bool isWhole)
    {
        using (phases.Enter(StepPhase.Checkpoint)) saver?.Finish();
        context.Timeline?.Finish();
        phases.Take();
        records?.Finish(state.Step, phases.Total, isWhole);
        context.Communicator.Barrier();
    }

    void Announce(bool resumed)
    {
        context.Logger.LogInformation(
            "train: {Parameters} parameters, {Precision} on {Device}, {Threads} threads an operation, {Samples} samples, {Epochs} epochs in {Steps} steps of {Batch}",
            model.Parameters.NumberOfParameters, config.Precision.Description(model.Device), model.Device, TorchThreads.IntraOp, plan.Samples, plan.Epochs, plan.TotalSteps, plan.BatchSize);
        for (byte c = 0; c < SegmentationClass.Count; c++)
        {
            if (!model.TrainedClasses.Contains(c))
                context.Logger.LogWarning("train: the training split holds no {Class}: the network will never name one", SegmentationClass.Names[c]);
        }
        if (resumed) context.Logger.LogInformation("train: taken up after step {Step} of {Total}{Best}", state.Step, plan.TotalSteps, BestSoFar());
    }

    string BestSoFar() => state.BestMeanIou is { } best ? $", best validation mean IoU {best:F3} at step {state.BestStep}" : "";
}
