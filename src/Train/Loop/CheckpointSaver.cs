using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Rossby.Core;
using Rossby.Models;

namespace Rossby.Train;

/// <summary>
/// Saves what rank 0 holds, which is what every rank holds: the step waits for a copy in memory, a thread of its own hashes and writes it. One is in the
/// making at most; the next waits for it.
/// </summary>
internal sealed class CheckpointSaver : IDisposable
{
    readonly RunContext context;
    readonly CheckpointStores stores;
    readonly CheckpointCadence cadence;
    readonly IReadOnlyDictionary<string, string> metadata;
    readonly RunRecords records;
    readonly StateSnapshot snapshot;
    readonly string optimizerName;
    readonly BackgroundWork work = new("checkpoints");
    (long Step, int ValidatedEpochs) saved;
    long lastBegun = Stopwatch.GetTimestamp();
    int count;
    double waited;
    // Of the thread that writes; read when it is at rest, or for the cadence, where an old value does no harm.
    double written;
    volatile CheckpointCost? lastCost;

    /// <summary>Takes the memory for a copy.</summary>
    /// <param name="context">The run.</param>
    /// <param name="stores">Where they go.</param>
    /// <param name="config">When.</param>
    /// <param name="model">The network.</param>
    /// <param name="optimizer">Its optimizer.</param>
    /// <param name="metadata">Describes the network in the weights file.</param>
    /// <param name="records">Made durable with each checkpoint.</param>
    /// <param name="takenUp">What is saved already.</param>
    /// <param name="threads">Copy the state.</param>
    public CheckpointSaver(
        RunContext context, CheckpointStores stores, CheckpointConfig config, SegmentationModel model, IOptimizer optimizer,
        IReadOnlyDictionary<string, string> metadata, RunRecords records, TrainingState takenUp, int threads)
    {
        (this.context, this.stores, this.metadata, this.records) = (context, stores, metadata, records);
        cadence = new(config);
        snapshot = new(model.Parameters.All, optimizer.State, threads);
        optimizerName = optimizer.Name;
        saved = (takenUp.Step, takenUp.ValidatedEpochs);
    }

    /// <summary>Whether one is due after so many steps.</summary>
    public bool IsDue(long step) => cadence.IsDue(step, Stopwatch.GetElapsedTime(lastBegun).TotalSeconds, lastCost);

    /// <summary>Throws what went wrong in the writing of an earlier one.</summary>
    /// <exception cref="StorageException">No space, no permission or a device error; the checkpoint before it is as it was.</exception>
    public void ThrowIfFailed() => work.ThrowIfFailed();

    /// <summary>Begins to save the state of this moment, if it is not saved already; waits for the one before.</summary>
    /// <exception cref="StorageException">The one before could not be written.</exception>
    public void Save(TrainingState state, bool isBest)
    {
        if (!isBest && saved == (state.Step, state.ValidatedEpochs)) return;
        lastBegun = Stopwatch.GetTimestamp();
        work.Wait();
        snapshot.Take();
        double stall = Stopwatch.GetElapsedTime(lastBegun).TotalSeconds;
        work.Begin(() => Write(state, isBest, stall));
        saved = (state.Step, state.ValidatedEpochs);
        count++;
        waited += stall;
    }

    /// <summary>Waits until what was begun is durable.</summary>
    /// <exception cref="StorageException">It could not be written.</exception>
    public void Wait() => work.Wait();

    /// <summary>Waits until all is durable, and says what it cost.</summary>
    /// <exception cref="StorageException">The last one could not be written.</exception>
    public void Finish()
    {
        work.Wait();
        if (count == 0) return;
        context.Logger.LogInformation(
            "train: {Count} checkpoints of {MiB:F1} MiB: steps waited {Waited:F3} s for them, writing took {Written:F1} s beside the steps",
            count, snapshot.Bytes / 1048576.0, waited, written);
    }

    /// <summary>Lets the one in the making be finished.</summary>
    public void Dispose()
    {
        try
        {
            work.Wait();
        }
        catch (RossbyException e)
        {
            // The run ends for another reason, which is the one to report.
            context.Logger.LogWarning("{Failure}", e.Message);
        }
        finally
        {
            work.Dispose();
        }
    }

    // Best before last: a kill between them leaves a last that will reach the same best again, never one that believes in a best that is not there.
    void Write(TrainingState state, bool isBest, double stall)
    {
        long start = Stopwatch.GetTimestamp();
        double processor = Libc.ProcessorSecondsOfThread();
        records.Sync();
        snapshot.Order();
        if (isBest) stores.Best.Save(WriteTensors, state);
        stores.Last.Save(WriteTensors, state);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        context.Timeline?.Add($"write checkpoint of step {state.Step}", start);
        written += seconds;
        lastCost = new(stall + Libc.ProcessorSecondsOfThread() - processor, stall + seconds);
    }

    void WriteTensors(CheckpointFiles files)
    {
        files.Write(files.Folder.Weights, stream => SafeTensorsWriter.Write(stream, snapshot.Weights, metadata));
        OptimizerFile.Write(files, snapshot.Optimizer, optimizerName);
    }
}
