using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Rossby.Train;

/// <summary>A message in protocol buffers' wire format, as far as TensorBoard's events need it.</summary>
internal sealed class ProtobufMessage
{
    // A field's key is its number and one of these.
    const int VarintType = 0, EightBytes = 1, LengthDelimited = 2, FourBytes = 5;

    readonly ArrayBufferWriter<byte> bytes = new();

    /// <summary>What was added so far.</summary>
    public ReadOnlySpan<byte> Bytes => bytes.WrittenSpan;

    /// <summary>An int64, int32 or enum.</summary>
    public ProtobufMessage Add(int field, long value)
    {
        Varint((ulong)(field << 3 | VarintType));
        Varint((ulong)value);
        return this;
    }

    /// <summary>A double.</summary>
    public ProtobufMessage Add(int field, double value)
    {
        Varint((ulong)(field << 3 | EightBytes));
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.GetSpan(sizeof(double)), value);
        bytes.Advance(sizeof(double));
        return this;
    }

    /// <summary>A float.</summary>
    public ProtobufMessage Add(int field, float value)
    {
        Varint((ulong)(field << 3 | FourBytes));
        BinaryPrimitives.WriteSingleLittleEndian(bytes.GetSpan(sizeof(float)), value);
        bytes.Advance(sizeof(float));
        return this;
    }

    /// <summary>A string.</summary>
    public ProtobufMessage Add(int field, string value) => Add(field, Encoding.UTF8.GetBytes(value));

    /// <summary>A message inside.</summary>
    public ProtobufMessage Add(int field, ProtobufMessage value) => Add(field, value.Bytes);

    ProtobufMessage Add(int field, ReadOnlySpan<byte> value)
    {
        Varint((ulong)(field << 3 | LengthDelimited));
        Varint((ulong)value.Length);
        bytes.Write(value);
        return this;
    }

    // Seven bits a byte, the lowest first; the eighth says that more follow.
    void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) Byte((byte)(value | 0x80));
        Byte((byte)value);
    }

    void Byte(byte value)
    {
        bytes.GetSpan(1)[0] = value;
        bytes.Advance(1);
    }
}
