using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>Writes a state_dict as <c>torch.load</c> reads it: the zip format of PyTorch 1.6 and later, every tensor with a storage of its own.</summary>
public static class PyTorchWriter
{
    static readonly DateTimeOffset epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    static readonly Dictionary<ScalarType, string> storages = new()
    {
        [ScalarType.Float32] = "FloatStorage", [ScalarType.Float64] = "DoubleStorage", [ScalarType.Float16] = "HalfStorage",
        [ScalarType.BFloat16] = "BFloat16Storage", [ScalarType.Int64] = "LongStorage", [ScalarType.UInt8] = "ByteStorage", [ScalarType.Bool] = "BoolStorage",
    };

    /// <summary>Writes a file, whole or not at all; equal tensors give equal bytes.</summary>
    /// <param name="path">Where.</param>
    /// <param name="tensors">In the order of the state_dict.</param>
    /// <param name="under">The key of a checkpoint that holds the state_dict, such as DeepCAM's <c>model</c>; null for the state_dict itself.</param>
    /// <exception cref="StorageException">No space, no permission or a device error.</exception>
    public static void Write(string path, IReadOnlyList<SafeTensor> tensors, string? under = null) => AtomicFile.Write(path, stream =>
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        Entry(zip, "archive/data.pkl", Pickle(tensors, under));
        Entry(zip, "archive/version", "3\n"u8);
        for (int i = 0; i < tensors.Count; i++) Entry(zip, FormattableString.Invariant($"archive/data/{i}"), tensors[i].Data.Span);
    });

    static void Entry(ZipArchive zip, string name, ReadOnlySpan<byte> content)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
        // The time of writing would make equal weights differ.
        entry.LastWriteTime = epoch;
        using var stream = entry.Open();
        stream.Write(content);
    }

    static byte[] Pickle(IReadOnlyList<SafeTensor> tensors, string? under)
    {
        using var pickle = new MemoryStream();
        void Op(params ReadOnlySpan<byte> bytes) => pickle.Write(bytes);
        void Global(string module, string name) => Op(Encoding.ASCII.GetBytes($"c{module}\n{name}\n"));
        void Number(char operation, int value)
        {
            Span<byte> bytes = stackalloc byte[5];
            bytes[0] = (byte)operation;
            BinaryPrimitives.WriteInt32LittleEndian(bytes[1..], value);
            Op(bytes);
        }

        void Text(string text)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(text);
            Number('X', utf8.Length);
            Op(utf8);
        }

        void Tuple(IEnumerable<long> values)
        {
            Op((byte)'(');
            foreach (long value in values) Number('J', checked((int)value));
            Op((byte)'t');
        }

        void OrderedDictionary()
        {
            Global("collections", "OrderedDict");
            Op((byte)')', (byte)'R');
        }

        Op(0x80, 2);
        if (under is not null)
        {
            Op((byte)'}');
            Text(under);
        }
        OrderedDictionary();
        Op((byte)'(');
        for (int i = 0; i < tensors.Count; i++)
        {
            var tensor = tensors[i];
            Text(tensor.Name);
            Global("torch._utils", "_rebuild_tensor_v2");
            Op((byte)'(', (byte)'(');
            Text("storage");
            Global("torch", storages[tensor.DType]);
            Text(i.ToString(System.Globalization.CultureInfo.InvariantCulture));
            Text("cpu");
            Number('J', tensor.Data.Length / tensor.DType.ByteSize());
            Op((byte)'t', (byte)'Q');
            Number('J', 0);
            Tuple(tensor.Shape);
            Tuple(Strides(tensor.Shape));
            // Takes no gradient, has no hooks.
            Op(0x89);
            OrderedDictionary();
            Op((byte)'t', (byte)'R');
        }
        Op((byte)'u');
        if (under is not null) Op((byte)'s');
        Op((byte)'.');
        return pickle.ToArray();
    }

    static IEnumerable<long> Strides(IReadOnlyList<long> shape) => shape.Select((_, d) => shape.Skip(d + 1).Aggregate(1L, (n, length) => n * length));
}
