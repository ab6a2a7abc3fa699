using System.Buffers.Binary;
using System.Text;

namespace Rossby.Tests.Unit.NetCdf;

/// <summary>Writes the words of a classic file by hand, after the specification's grammar.</summary>
sealed class ClassicBytes
{
    readonly List<byte> bytes = [];

    internal ClassicBytes(byte version) => bytes.AddRange([(byte)'C', (byte)'D', (byte)'F', version]);

    internal ClassicBytes Word(int value)
    {
        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(word, value);
        bytes.AddRange(word);
        return this;
    }

    internal ClassicBytes Shorts(params short[] values)
    {
        Span<byte> word = stackalloc byte[2];
        foreach (short value in values)
        {
            BinaryPrimitives.WriteInt16BigEndian(word, value);
            bytes.AddRange(word);
        }
        return this;
    }

    internal ClassicBytes Name(string name)
    {
        byte[] text = Encoding.UTF8.GetBytes(name);
        Word(text.Length);
        bytes.AddRange(text);
        bytes.AddRange(new byte[(4 - text.Length % 4) % 4]);
        return this;
    }

    internal ClassicBytes Absent() => Word(0).Word(0);

    /// <summary>A header with record dimension t, fixed dimension x of 3, and short variables; each of (name, is a record, begin).</summary>
    internal static ClassicBytes Shorts(int records, params (string Name, bool IsRecord, int Begin)[] variables)
    {
        var file = new ClassicBytes(1).Word(records).Word(10).Word(2).Name("t").Word(0).Name("x").Word(3).Absent().Word(11).Word(variables.Length);
        foreach (var (name, isRecord, begin) in variables)
        {
            file.Name(name);
            if (isRecord) file.Word(2).Word(0).Word(1);
            else file.Word(1).Word(1);
            file.Absent().Word(3).Word(8).Word(begin);
        }
        return file;
    }

    internal int Length => bytes.Count;

    internal byte[] ToArray() => [.. bytes];
}
