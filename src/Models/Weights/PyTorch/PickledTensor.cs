using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>A tensor of a PyTorch file: a view of a storage, which is read only when its values are asked for.</summary>
/// <param name="Storage">Its memory.</param>
/// <param name="Offset">Its first element.</param>
/// <param name="Shape">Its lengths.</param>
/// <param name="Strides">Distances of neighbours along each dimension, in elements.</param>
internal sealed record PickledTensor(PickledStorage Storage, long Offset, long[] Shape, long[] Strides)
{
    /// <summary>Checks that the view lies within its storage.</summary>
    /// <exception cref="DataException">It does not.</exception>
    public PickledTensor Checked(string file)
    {
        bool good = Shape.Length == Strides.Length && Shape.Length <= 16 && Offset >= 0 && Shape.All(n => n is >= 0 and <= int.MaxValue) && Strides.All(n => n is >= 0 and <= long.MaxValue / int.MaxValue / 16);
        Int128 elements = Shape.Aggregate((Int128)1, (n, length) => n > long.MaxValue ? n : n * length);
        Int128 last = Offset + Shape.Zip(Strides, (length, stride) => (Int128)(length - 1) * stride).Aggregate((Int128)0, (sum, step) => sum + step);
        return good && elements <= Storage.Elements && (elements == 0 || last < Storage.Elements)
            ? this
            : throw new DataException($"{file}: a tensor [{string.Join(", ", Shape)}] in it does not lie within its storage '{Storage.Key}' of {Storage.Elements} elements.");
    }

    /// <summary>Its values, in the order of the dimensions.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="storage">The bytes of the whole storage.</param>
    public SafeTensor Read(string name, ReadOnlyMemory<byte> storage)
    {
        int size = Storage.DType.ByteSize();
        long count = Shape.Aggregate(1L, (n, length) => n * length);
        if (IsContiguous()) return new(name, Storage.DType, Shape, storage.Slice(checked((int)(Offset * size)), checked((int)(count * size))));
        byte[] data = new byte[count * size];
        long[] index = new long[Shape.Length];
        for (long i = 0; i < count; i++)
        {
            long at = Offset;
            for (int d = 0; d < index.Length; d++) at += index[d] * Strides[d];
            storage.Span.Slice(checked((int)(at * size)), size).CopyTo(data.AsSpan(checked((int)(i * size)), size));
            for (int d = index.Length - 1; d >= 0 && ++index[d] == Shape[d]; d--) index[d] = 0;
        }
        return new(name, Storage.DType, Shape, data);
    }

    bool IsContiguous()
    {
        long expected = 1;
        for (int d = Shape.Length - 1; d >= 0; d--)
        {
            if (Shape[d] != 1 && Strides[d] != expected) return false;
            expected *= Shape[d];
        }
        return true;
    }
}
