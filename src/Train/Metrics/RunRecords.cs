using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Rossby.Core;

namespace Rossby.Train;

/// <summary>All that rank 0 records of a training run while it goes on: metrics.jsonl, TensorBoard's events, MLPerf's log.</summary>
internal sealed class RunRecords : IDisposable
{
    readonly RunContext context;
    readonly StepPlan plan;
    readonly FlopRate flops;
    readonly MetricLog metrics;
    readonly EventFile events;
    readonly LineFile benchmarkLog;
    readonly MlPerfRun benchmark;

    /// <summary>Opens the records.</summary>
    /// <param name="context">The run.</param>
    /// <param name="plan">Its steps.</param>
    /// <param name="takenUp">Where it stands: what was recorded after it is cut off.</param>
    /// <param name="flopsPerSample">Floating-point operations of a forward pass over one sample.</param>
    /// <exception cref="StorageException">One of them cannot be opened.</exception>
    public RunRecords(RunContext context, StepPlan plan, TrainingState takenUp, double flopsPerSample)
    {
        (this.context, this.plan) = (context, plan);
        flops = new(FlopRate.ForwardPassesPerStep * flopsPerSample * plan.BatchSize);
        metrics = new(context.Run.Metrics, takenUp.MetricsBytes);
        events = new(context.Run.TensorBoard, takenUp.Step + 1, TimeProvider.System);
        benchmarkLog = new(context.Run.MlPerfLog, takenUp.MlPerfLogBytes);
        benchmark = new(new MlPerfLog(benchmarkLog, TimeProvider.System), plan);
    }

    /// <summary>A new run is ready for its first step.</summary>
    /// <param name="begun">When it began to get ready.</param>
    /// <param name="settings">What it says of itself in MLPerf's words.</param>
    public void Begin(DateTimeOffset begun, IEnumerable<(string Key, JsonNode? Value)> settings) => benchmark.Begin(begun, settings);

    /// <summary>A step is done.</summary>
    /// <param name="line">What is known of it but the rate of operations.</param>
    /// <param name="seconds">Since the step before.</param>
    public void Step(StepMetrics line, double seconds)
    {
        line = line with { TeraflopsPerSecond = flops.Add(seconds) };
        metrics.Append(line);
        events.Append(line.Step, EventTags.Of(line));
    }

    /// <summary>An epoch is done.</summary>
    /// <param name="epoch">Its number, from 1.</param>
    /// <param name="validation">What its validation gave; null where there is no validation split.</param>
    /// <param name="begun">When that began.</param>
    public void EpochDone(int epoch, ValidationMetrics? validation, DateTimeOffset begun)
    {
        benchmark.EpochDone(epoch, validation, begun);
        if (validation is null) return;
        metrics.Append(validation);
        events.Append(validation.Step, EventTags.Of(validation));
    }

    /// <summary>Hashes were taken.</summary>
    public void Hashes(HashMetrics line) => metrics.Append(line);

    /// <summary>The state with how much was recorded up to it.</summary>
    public TrainingState Mark(TrainingState state) => state with { MetricsBytes = metrics.Length, MlPerfLogBytes = benchmarkLog.Length };

    /// <summary>Makes durable what a checkpoint names. Another thread may go on recording.</summary>
    /// <exception cref="StorageException">The device failed.</exception>
    public void Sync()
    {
        metrics.Sync();
        benchmarkLog.Sync();
    }

    /// <summary>This start is over.</summary>
    /// <param name="step">Steps done.</param>
    /// <param name="phases">Where its time went.</param>
    /// <param name="isWhole">Whether the run is, too.</param>
    public void Finish(long step, PhaseSeconds phases, bool isWhole)
    {
        if (isWhole) benchmark.End();
        if (flops.Steps == 0) return;
        double samplesPerSecond = plan.BatchSize * flops.Steps / flops.Seconds;
        metrics.Append(new RunMetrics(step, flops.Steps, flops.Seconds, samplesPerSecond, flops.Sustained, flops.Peak, phases));
        context.Logger.LogInformation(
            "train: {Steps} steps at {Samples:F2} samples/s: {Sustained} TFLOP/s sustained, {Peak} TFLOP/s in the fastest step",
            flops.Steps, samplesPerSecond, flops.Sustained, flops.Peak);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        metrics.Dispose();
        events.Dispose();
        benchmarkLog.Dispose();
    }
}
