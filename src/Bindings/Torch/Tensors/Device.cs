namespace Rossby.Torch;

/// <summary>Where a tensor lies, by libtorch's own name: <c>cpu</c> or <c>cuda:0</c>.</summary>
/// <param name="Name">The name; null, as in <c>default(Device)</c>, is the CPU.</param>
public readonly record struct Device(string? Name)
{
    /// <summary>Main memory.</summary>
    public static Device Cpu => new("cpu");

    /// <summary>The GPU with this number among those that the process sees.</summary>
    public static Device Cuda(int index) => new($"cuda:{index}");

    /// <summary>Whether it is main memory.</summary>
    public bool IsCpu => Name is null or "cpu";

    /// <summary>Whether it is a GPU of NVIDIA's.</summary>
    public bool IsCuda => Name?.StartsWith("cuda", StringComparison.Ordinal) == true;

    /// <summary>Makes it this thread's current device, to which libraries beside libtorch turn; nothing for main memory.</summary>
    public void Enter()
    {
        if (!IsCpu) TorchException.Check(Shim.rt_device_enter(NativeName), "device");
    }

    /// <summary>Which GPU it is, or part of one, by its UUID, whatever its number in this process: 0 or more; null where it is none.</summary>
    public long? Gpu
    {
        get
        {
            if (!IsCuda || !CudaGraph.IsThere) return null;
            TorchException.Check(Shim.rt_cuda_identity(NativeName, out long identity), "device");
            return identity;
        }
    }

    internal string NativeName => Name ?? "cpu";

    /// <inheritdoc/>
    public override string ToString() => NativeName;
}
