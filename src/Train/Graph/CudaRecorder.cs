using Rossby.Torch;

namespace Rossby.Train;

/// <summary>Takes a GPU's work down as a CUDA graph. All of it has a stream of its own, recorded or not, since libtorch's gradients stay on the stream that they were first made on.</summary>
/// <param name="device">The GPU.</param>
public sealed class CudaRecorder(Device device) : IWorkRecorder
{
    readonly DeviceStream mine = DeviceStream.New(device);
    readonly DeviceEvent ready = new(device);
    readonly DeviceEvent done = new(device);

    /// <inheritdoc/>
    public void Run(Action work) => Between(() =>
    {
        using var entered = mine.Enter();
        work();
    });

    /// <inheritdoc/>
    public IRecordedWork Record(Action work)
    {
        // Nothing may be under way that the recorded work would have to wait for.
        using (var computing = DeviceStream.Current(device)) computing.Synchronize();
        mine.Synchronize();
        // A graph has memory of its own; what the plain times took is of no use to it, and stays with the driver.
        CudaMemory.ReleaseCache();
        return new Recorded(this, CudaGraph.Of(mine, work));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        mine.Synchronize();
        done.Dispose();
        ready.Dispose();
        mine.Dispose();
    }

    // After what the thread's stream holds so far, and ahead of what comes into it later.
    void Between(Action work)
    {
        using var computing = DeviceStream.Current(device);
        ready.Record(computing);
        mine.WaitFor(ready);
        work();
        done.Record(mine);
        computing.WaitFor(done);
    }

    sealed class Recorded(CudaRecorder recorder, CudaGraph graph) : IRecordedWork
    {
        public void Replay() => recorder.Between(() =>
        {
            using var entered = recorder.mine.Enter();
            graph.Replay();
        });

        public void Dispose()
        {
            recorder.mine.Synchronize();
            graph.Dispose();
        }
    }
}
