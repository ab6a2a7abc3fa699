using Rossby.Core;

namespace Rossby.Torch;

/// <summary>A weight or a running statistic of a network: owned, named, and one object for life, wherever its values are moved.</summary>
public sealed class Parameter : ShimHandle
{
    /// <summary>A parameter of zeros. A four-dimensional one lies channels-last, as convolutions want it.</summary>
    /// <param name="name">Its full name, as in the published checkpoints: <c>encoder.0.weight</c>.</param>
    /// <param name="shape">Its lengths.</param>
    /// <param name="trainable">Whether gradients flow to it; false for running statistics.</param>
    /// <param name="dtype">The type of its elements.</param>
    /// <param name="device">Where it lies.</param>
    public unsafe Parameter(string name, ReadOnlySpan<long> shape, bool trainable = true, ScalarType dtype = ScalarType.Float32, Device device = default)
    {
        Name = name;
        Shape = shape.ToArray();
        Trainable = trainable;
        var format = shape.Length == 4 ? MemoryFormat.ChannelsLast : MemoryFormat.Contiguous;
        fixed (long* p = shape)
        {
            int status = Shim.rt_full(p, shape.Length, 0, (int)dtype, device.NativeName, (int)format, out nint result);
            if (status != 0) throw TorchException.Of(status, $"parameter {name}", Tensor.Text(shape));
            SetHandle(result);
        }
        if (trainable) TorchException.Check(Shim.rt_set_requires_grad(handle, 1), name);
    }

    /// <summary>Its full name in the network.</summary>
    public string Name { get; }

    /// <summary>Its lengths.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Whether gradients flow to it.</summary>
    public bool Trainable { get; }

    /// <summary>The number of its elements.</summary>
    public long NumberOfElements => Shape.Aggregate(1L, (n, length) => n * length);

    /// <summary>The parameter as a tensor of the current scope: the same memory, and gradients flow through it.</summary>
    public Tensor Value
    {
        get
        {
            int status = Shim.rt_alias(Raw, out nint result);
            return Tensor.Result(status, result, Name);
        }
    }

    /// <summary>What <see cref="Tensor.Backward"/> left, as a tensor of the current scope; null before it.</summary>
    public Tensor? Gradient
    {
        get
        {
            int status = Shim.rt_gradient(Raw, out nint result);
            return status == 0 && result == 0 ? null : Tensor.Result(status, result, $"gradient of {Name}");
        }
    }

    /// <summary>Makes a tensor its gradient, in place of the one that it has.</summary>
    /// <exception cref="ArgumentException">The shape is not its own.</exception>
    public void SetGradient(Tensor gradient)
    {
        if (!gradient.Shape.SequenceEqual(Shape)) throw new ArgumentException($"gradient of {Name}: expected {Tensor.Text([.. Shape])}, got {gradient.ShapeText}", nameof(gradient));
        TorchException.Check(Shim.rt_set_gradient(Raw, gradient.Handle), $"gradient of {Name}", gradient);
    }

    /// <summary>Has its values in another parameter's memory from now on: what is written to one is read from both. Gradients stay apart.</summary>
    public void ShareValues(Parameter of)
    {
        using var scope = TensorScope.Begin();
        var values = of.Value.Detach();
        TorchException.Check(Shim.rt_set_data(Raw, values.Handle), $"share {Name}", values);
    }

    /// <summary>Takes another tensor's values, converted to its own type and device; no gradient flows.</summary>
    public void Assign(Tensor values)
    {
        if (!values.Shape.SequenceEqual(Shape)) throw new ArgumentException($"{Name}: expected {Tensor.Text([.. Shape])}, got {values.ShapeText}", nameof(values));
        using var noGrad = Autograd.NoGrad();
        TorchException.Check(Shim.rt_copy_(Raw, values.Handle), $"assign {Name}", values);
    }

    /// <summary>CRC-32C of its values' bytes in the order of memory.</summary>
    public unsafe uint Checksum()
    {
        using var scope = TensorScope.Begin();
        var values = Value.Detach().To(Device.Cpu);
        TorchException.Check(Shim.rt_data(values.Handle, out nint data), Name, values);
        return Crc32C.Of(new ReadOnlySpan<byte>((void*)data, checked((int)(NumberOfElements * values.DType.ByteSize()))));
    }

    /// <summary>Moves its values, and drops its gradient; those who hold the parameter need not know.</summary>
    public void MoveTo(Device device, ScalarType dtype)
    {
        using var scope = TensorScope.Begin();
        using var noGrad = Autograd.NoGrad();
        var moved = Value.Detach().To(device).To(dtype);
        unsafe
        {
            nint self = Raw;
            TorchException.Check(Shim.rt_clear_gradients(&self, 1), Name);
        }
        TorchException.Check(Shim.rt_set_data(Raw, moved.Handle), $"move {Name}", moved);
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        Shim.rt_free(handle);
        return true;
    }
}
