using System.Buffers.Binary;
using System.Text.Json;
using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>Reads the safetensors format, and believes nothing in it that it has not checked.</summary>
public static class SafeTensorsReader
{
    // The format's own limit.
    const long LargestHeader = 100_000_000;

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="InputMissingException">There is no such file.</exception>
    /// <exception cref="DataException">It is no safetensors file, or is cut short.</exception>
    public static SafeTensorsContent Read(string path)
    {
        if (!File.Exists(path)) throw new InputMissingException($"{path}: no such file.");
        using var stream = File.OpenRead(path);
        return Read(stream, path);
    }

    /// <summary>Reads a stream whose length is known.</summary>
    /// <param name="stream">From its start.</param>
    /// <param name="name">What errors call it.</param>
    public static SafeTensorsContent Read(Stream stream, string name)
    {
        Span<byte> prefix = stackalloc byte[8];
        if (stream.Length < 8) throw Bad(name, "it is shorter than a header's length");
        stream.ReadExactly(prefix);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > LargestHeader || (long)length > stream.Length - 8) throw Bad(name, $"its header would be {length} bytes of {stream.Length}");
        byte[] header = new byte[length];
        stream.ReadExactly(header);
        try
        {
            using var json = JsonDocument.Parse(header);
            return Read(stream, name, json.RootElement, stream.Length - 8 - (long)length);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new DataException($"{name}: not a safetensors file: its header is not as the format has it: {e.Message}", e);
        }
    }

    static SafeTensorsContent Read(Stream stream, string name, JsonElement header, long dataLength)
    {
        var metadata = new Dictionary<string, string>();
        var entries = new List<(string Name, ScalarType Type, long[] Shape, long Begin, long End)>();
        foreach (var property in header.EnumerateObject())
        {
            if (property.NameEquals("__metadata__"))
            {
                foreach (var text in property.Value.EnumerateObject()) metadata[text.Name] = text.Value.GetString() ?? "";
                continue;
            }
            string? typeName = property.Value.GetProperty("dtype").GetString();
            var type = SafeTensorsType.Parse(typeName) ?? throw Bad(name, $"{property.Name} has the element type {typeName}, which is not read here");
            long[] shape = [.. property.Value.GetProperty("shape").EnumerateArray().Select(e => e.GetInt64())];
            long[] offsets = [.. property.Value.GetProperty("data_offsets").EnumerateArray().Select(e => e.GetInt64())];
            if (offsets.Length != 2) throw Bad(name, $"{property.Name} has {offsets.Length} offsets in place of 2");
            entries.Add((property.Name, type, shape, offsets[0], offsets[1]));
        }
        entries.Sort((a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
        if (entries.GroupBy(e => e.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice) throw Bad(name, $"{twice.Key} is there twice");

        var tensors = new List<SafeTensor>();
        long position = 0;
        foreach (var (tensor, type, shape, begin, end) in entries)
        {
            if (begin != position) throw Bad(name, $"the data of {tensor} starts at {begin}, where {position} was expected");
            if (end > dataLength) throw Bad(name, $"it is cut short: the data of {tensor} would end at {end} of {dataLength}");
            if (Size(shape, type) != end - begin) throw Bad(name, $"the data of {tensor} is {end - begin} bytes, its shape [{string.Join(", ", shape)}] of {type} is another size");
            byte[] data = new byte[end - begin];
            stream.ReadExactly(data);
            tensors.Add(new SafeTensor(tensor, type, shape, data));
            position = end;
        }
        return position == dataLength ? new SafeTensorsContent(tensors, metadata) : throw Bad(name, $"{dataLength - position} bytes at its end belong to no tensor");
    }

    static long Size(long[] shape, ScalarType type)
    {
        try
        {
            long size = type.ByteSize();
            foreach (long length in shape) size = checked(size * (length >= 0 ? length : throw new OverflowException()));
            return size;
        }
        catch (OverflowException)
        {
            return -1;
        }
    }

    static DataException Bad(string name, string why) => new($"{name}: not a whole safetensors file: {why}.");
}
