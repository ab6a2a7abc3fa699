namespace Rossby.Torch;

/// <summary>
/// Work of a GPU that was enqueued once and is carried out again by one call. It reads and writes the memory that it met as it was made: what changes from one
/// time to the next must be in tensors that stay where they are. It must not ask the device for a value.
/// </summary>
public sealed class CudaGraph : ShimHandle
{
    CudaGraph(nint handle) : base(handle)
    {
    }

    /// <summary>Whether the shim was built with CUDA, without which there are no graphs.</summary>
    public static bool IsThere => Shim.rt_has_cuda_part() != 0;

    /// <summary>Takes work down that is not carried out yet.</summary>
    /// <param name="stream">One of libtorch's pool, on which the work is taken down; whatever the work reads must have come to its end.</param>
    /// <param name="work">Enqueues it.</param>
    /// <exception cref="TorchException">The shim was built without CUDA, or the work asked for a value or did something else that no graph can hold.</exception>
    public static CudaGraph Of(DeviceStream stream, Action work)
    {
        TorchException.Check(Shim.rt_graph_new(out nint result), "graph");
        var graph = new CudaGraph(result);
        try
        {
            using var entered = stream.Enter();
            TorchException.Check(Shim.rt_graph_begin(result), "graph");
            try
            {
                work();
            }
            catch
            {
                // The stream must leave its capture; that it was spoiled is no news.
                _ = Shim.rt_graph_end(result);
                throw;
            }
            TorchException.Check(Shim.rt_graph_end(result), "graph");
            return graph;
        }
        catch
        {
            graph.Dispose();
            throw;
        }
    }

    /// <summary>Enqueues the work on the current stream.</summary>
    public void Replay() => TorchException.Check(Shim.rt_graph_replay(Raw), "graph");

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        Shim.rt_graph_free(handle);
        return true;
    }
}
