namespace Rossby.Torch;

/// <summary>
/// Gradients of a list of parameters, in its order, packed into buckets of one flat float32 vector. With hooks they come there in the backward pass, which
/// goes on meanwhile; another thread waits for a bucket to be full, and on a device has a stream <see cref="Follow"/>. Each parameter's gradient is then its place in the vector, in the order in which the
/// parameter lies in memory.
/// </summary>
/// <remarks>
/// The hooks are native: they copy, count down and wake. On a device they copy in the stream that was current when the buckets were made, which is that of the
/// steps (libtorch's AccumulateGrad). <see cref="Wait"/>, <see cref="Follow"/> and <see cref="Rouse"/> may be called on any thread, all else on the one that makes libtorch's calls.
/// </remarks>
public sealed unsafe class GradientBuckets : ShimHandle
{
    const int DeviceMultiple = 32;

    readonly IReadOnlyList<Parameter> parameters;

    /// <summary>Takes the memory, zeros at first.</summary>
    /// <param name="parameters">Dense float32 parameters in main memory, or on one device.</param>
    /// <param name="bucketOf">The bucket of each, from 0, never falling.</param>
    /// <param name="hooked">Whether hooks bring gradients while the backward pass runs.</param>
    public GradientBuckets(IReadOnlyList<Parameter> parameters, ReadOnlySpan<int> bucketOf, bool hooked)
    {
        if (bucketOf.Length != parameters.Count) throw new ArgumentException("One bucket per parameter is needed.", nameof(bucketOf));
        this.parameters = parameters;
        var list = new ParameterHandles(parameters);
        fixed (nint* p = list.Handles)
        fixed (int* b = bucketOf)
        {
            TorchException.Check(Shim.rt_buckets_new(p, b, parameters.Count, hooked ? 1 : 0, out nint result), "gradient buckets");
            SetHandle(result);
        }
        GC.KeepAlive(parameters);
    }

    /// <summary>How many elements of the vector a parameter takes: on a device places begin at multiples of 128 bytes.</summary>
    public static long RoomFor(Parameter parameter) => Tensor.DeviceOf(parameter.Raw).IsCpu
        ? parameter.NumberOfElements : (parameter.NumberOfElements + DeviceMultiple - 1) / DeviceMultiple * DeviceMultiple;

    /// <summary>The first element of the vector, where the parameters lie; it stays where it is.</summary>
    public float* Values
    {
        get
        {
            TorchException.Check(Shim.rt_buckets_data(Raw, out nint data), "gradient buckets");
            return (float*)data;
        }
    }

    /// <summary>The vector.</summary>
    public OwnedTensor Flat
    {
        get
        {
            TorchException.Check(Shim.rt_buckets_flat(Raw, out nint result), "gradient buckets");
            return new OwnedTensor(result);
        }
    }

    /// <summary>A parameter's place in the vector, of its shape.</summary>
    /// <param name="parameter">Its number in the list.</param>
    public OwnedTensor Place(int parameter)
    {
        TorchException.Check(Shim.rt_buckets_place(Raw, parameter, out nint result), "gradient buckets");
        return new OwnedTensor(result);
    }

    /// <summary>All buckets are empty from now on, and the next backward pass fills them.</summary>
    public void Arm() => TorchException.Check(Shim.rt_buckets_arm(Raw), "gradient buckets");

    /// <summary>Waits until a bucket is full.</summary>
    /// <returns>False where it is not full after that time, or after <see cref="Rouse"/>.</returns>
    /// <exception cref="OperationCanceledException">The pass was abandoned.</exception>
    public bool Wait(int bucket, TimeSpan time)
    {
        const int Full = 1, Abandoned = 2;
        TorchException.Check(Shim.rt_buckets_wait(Raw, bucket, (long)time.TotalMicroseconds, out int state), "gradient buckets");
        return state == Abandoned ? throw new OperationCanceledException("The backward pass was abandoned.") : state == Full;
    }

    /// <summary>On a device: what comes into a stream later waits for the gradients of a full bucket.</summary>
    public void Follow(int bucket, DeviceStream stream) => TorchException.Check(Shim.rt_buckets_follow(Raw, bucket, stream.Raw), "gradient buckets");

    /// <summary>Fetches what no hook has brought, so that all buckets are full; a parameter without gradient counts as zero.</summary>
    /// <returns>The parameters that have none.</returns>
    public IReadOnlyList<Parameter> Complete()
    {
        byte* reached = stackalloc byte[parameters.Count];
        TorchException.Check(Shim.rt_buckets_close(Raw, reached), "gradient buckets");
        return Unreached(reached);
    }

    /// <summary>Has who waits, or next does, return at once: there is something else to do.</summary>
    public void Rouse() => TorchException.Check(Shim.rt_buckets_rouse(Raw), "gradient buckets");

    /// <summary>Has everyone who waits give up: the pass failed.</summary>
    public void Abandon() => TorchException.Check(Shim.rt_buckets_abandon(Raw), "gradient buckets");

    /// <summary>Makes the vector, as it was left earlier, the parameters' gradients, and holds those that they had for <see cref="TakeHeld"/>.</summary>
    /// <returns>The parameters that have none.</returns>
    public IReadOnlyList<Parameter> Exchange()
    {
        byte* reached = stackalloc byte[parameters.Count];
        TorchException.Check(Shim.rt_buckets_exchange(Raw, reached), "gradient buckets");
        return Unreached(reached);
    }

    /// <summary>Copies the gradients that are held into the vector; zeros for those that were none.</summary>
    public void TakeHeld() => TorchException.Check(Shim.rt_buckets_take_held(Raw), "gradient buckets");

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        Shim.rt_buckets_free(handle);
        return true;
    }

    List<Parameter> Unreached(byte* reached)
    {
        List<Parameter> unreached = [];
        for (int i = 0; i < parameters.Count; i++)
        {
            if (reached[i] == 0) unreached.Add(parameters[i]);
        }
        return unreached;
    }
}
