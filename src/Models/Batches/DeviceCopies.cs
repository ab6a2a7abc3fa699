using Rossby.Torch;

namespace Rossby.Models;

/// <summary>Memory on a device for tensors that lie in main memory, and the stream in which they come to it.</summary>
internal sealed class DeviceCopies : IDisposable
{
    readonly Device device;
    readonly (OwnedTensor Here, OwnedTensor There)[] pairs;
    readonly DeviceStream copying;
    readonly DeviceEvent used;
    readonly DeviceEvent come;
    bool isSent;

    /// <summary>Takes the memory.</summary>
    /// <param name="tensors">In main memory; they stay their owner's.</param>
    /// <param name="device">The device.</param>
    public DeviceCopies(IReadOnlyList<OwnedTensor> tensors, Device device)
    {
        this.device = device;
        using var scope = TensorScope.Begin();
        pairs = [.. tensors.Select(t => (t, scope.Import(t).To(device).ToOwned()))];
        copying = DeviceStream.New(device);
        (used, come) = (new(device), new(device));
    }

    /// <summary>Begins to copy all, behind whatever this thread has the device compute so far: the last of it may read what came before.</summary>
    public void Send()
    {
        using (var computing = DeviceStream.Current(device)) used.Record(computing);
        copying.WaitFor(used);
        using (copying.Enter())
        {
            foreach (var (here, there) in pairs) there.CopyAsync(here);
        }
        come.Record(copying);
        isSent = true;
    }

    /// <summary>A tensor on the device, of the current scope; what computes with it waits for it, the caller does not.</summary>
    /// <exception cref="InvalidOperationException">It was never sent.</exception>
    public Tensor Of(OwnedTensor tensor)
    {
        if (!isSent) throw new InvalidOperationException("The batch was not sent to its device.");
        using (var computing = DeviceStream.Current(device)) computing.WaitFor(come);
        return TensorScope.Current.Import(Array.Find(pairs, p => p.Here == tensor).There);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The device may still be at it.
        copying.Synchronize();
        come.Dispose();
        used.Dispose();
        copying.Dispose();
        foreach (var (_, there) in pairs) there.Dispose();
    }
}
