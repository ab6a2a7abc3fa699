using Google.Protobuf;
using WireType = Google.Protobuf.WireFormat.WireType;

namespace Rossby.Train;

/// <summary>A message in protocol buffers' wire format, written field by field: TensorBoard's events need no classes made from their .proto files.</summary>
#pragma warning disable CA1001 // Nothing but memory is held.
internal sealed class ProtobufMessage
#pragma warning restore CA1001
{
    readonly MemoryStream bytes = new();
    readonly CodedOutputStream output;

    /// <summary>A message without fields.</summary>
    public ProtobufMessage() => output = new(bytes, leaveOpen: true);

    /// <summary>What was added so far.</summary>
    public ReadOnlySpan<byte> Bytes
    {
        get
        {
            output.Flush();
            return bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        }
    }

    /// <summary>An int64, int32 or enum.</summary>
    public ProtobufMessage Add(int field, long value)
    {
        output.WriteTag(field, WireType.Varint);
        output.WriteInt64(value);
        return this;
    }

    /// <summary>A double.</summary>
    public ProtobufMessage Add(int field, double value)
    {
        output.WriteTag(field, WireType.Fixed64);
        output.WriteDouble(value);
        return this;
    }

    /// <summary>A float.</summary>
    public ProtobufMessage Add(int field, float value)
    {
        output.WriteTag(field, WireType.Fixed32);
        output.WriteFloat(value);
        return this;
    }

    /// <summary>A string.</summary>
    public ProtobufMessage Add(int field, string value)
    {
        output.WriteTag(field, WireType.LengthDelimited);
        output.WriteString(value);
        return this;
    }

    /// <summary>A message inside.</summary>
    public ProtobufMessage Add(int field, ProtobufMessage value)
    {
        output.WriteTag(field, WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(value.Bytes));
        return this;
    }
}
