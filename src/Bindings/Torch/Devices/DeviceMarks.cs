namespace Rossby.Torch;

/// <summary>
/// Marks on the time of a device, between which one sees where it goes: readings of the clock on the CPU, timed events of the stream on a GPU. They may count
/// what libtorch's operations move, too, each tensor that one reads or writes once: what a run moves that is made operation by operation. Views move nothing;
/// loops of our own, which the CPU has, are no operations.
/// </summary>
public sealed class DeviceMarks : ShimHandle
{
    /// <summary>Begins.</summary>
    /// <param name="device">The device.</param>
    /// <param name="counts">Whether bytes are counted, which takes the host time; one that counts may live at a time.</param>
    /// <exception cref="TorchException">There is no such device, or another one counts.</exception>
    public DeviceMarks(Device device, bool counts = false)
    {
        TorchException.Check(Shim.rt_marks_new(device.NativeName, counts ? 1 : 0, out nint result), "marks");
        SetHandle(result);
    }

    /// <summary>Makes one where what this thread has enqueued so far is done.</summary>
    public void Mark(long tag) => TorchException.Check(Shim.rt_mark(Raw, tag), "mark");

    /// <summary>Makes one where the gradient of a tensor is whole, in the backward pass; none where it needs no gradient.</summary>
    public void MarkGradient(Tensor of, long tag) => TorchException.Check(Shim.rt_mark_gradient(Raw, of.Handle, tag), "mark", of);

    /// <summary>Waits for the device.</summary>
    /// <returns>All so far, in the order in which they were made.</returns>
    public unsafe IReadOnlyList<DeviceMark> Read()
    {
        TorchException.Check(Shim.rt_marks_read(Raw, 0, null, null, null, out int count), "marks");
        long[] tags = new long[count], bytes = new long[count];
        double[] milliseconds = new double[count];
        fixed (long* t = tags, b = bytes)
        fixed (double* ms = milliseconds)
            TorchException.Check(Shim.rt_marks_read(Raw, count, t, ms, b, out _), "marks");
        return [.. Enumerable.Range(0, count).Select(i => new DeviceMark(tags[i], milliseconds[i], bytes[i]))];
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        Shim.rt_marks_free(handle);
        return true;
    }
}
