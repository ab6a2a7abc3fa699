using Rossby.Torch;

namespace Rossby.Models;

/// <summary>One named array of a safetensors file, in main memory: what a writer needs, without libtorch.</summary>
/// <param name="Name">Its name.</param>
/// <param name="DType">The type of its elements.</param>
/// <param name="Shape">Its lengths.</param>
/// <param name="Data">The elements in the order of the dimensions, little-endian.</param>
public sealed record SafeTensor(string Name, ScalarType DType, IReadOnlyList<long> Shape, ReadOnlyMemory<byte> Data)
{
    /// <summary>A copy of a tensor's values at this moment.</summary>
    public static SafeTensor Of(string name, Tensor tensor)
    {
        var type = tensor.DType;
        byte[] data = new byte[tensor.NumberOfElements * type.ByteSize()];
        tensor.CopyBytesTo(data);
        return new SafeTensor(name, type, [.. tensor.Shape], data);
    }

    /// <summary>Its values as a tensor of the current scope.</summary>
    public Tensor ToTensor(Device device = default) => Tensor.FromBytes(Data.Span, [.. Shape], DType, device);
}
