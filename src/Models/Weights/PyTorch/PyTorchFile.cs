using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;
using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// The weights of a file that <c>torch.save</c> wrote, in its zip format (since 1.6) or the one before it: a state_dict, or a checkpoint that holds one
/// under <c>model</c> or <c>state_dict</c>. The prefix <c>module.</c> of distributed training is taken off.
/// </summary>
public static class PyTorchFile
{
    // torch/serialization.py: MAGIC_NUMBER and PROTOCOL_VERSION.
    static readonly BigInteger magic = BigInteger.Parse("119547037146038801333356", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Reads all tensors of the state_dict, in its order.</summary>
    /// <exception cref="InputMissingException">There is no such file.</exception>
    /// <exception cref="DataException">It is damaged, no PyTorch file, or asks for more than tensors.</exception>
    public static IReadOnlyList<SafeTensor> Read(string path)
    {
        if (!File.Exists(path)) throw new InputMissingException($"{path}: no such file.");
        using var stream = File.OpenRead(path);
        Span<byte> start = stackalloc byte[4];
        int read = stream.ReadAtLeast(start, 4, throwOnEndOfStream: false);
        stream.Position = 0;
        return start[..read] switch
        {
            [(byte)'P', (byte)'K', 3, 4] => ReadZip(path, stream),
            [0x80, ..] => ReadLegacy(path, stream),
            _ => throw new DataException($"{path}: not a PyTorch file: it starts neither as a zip archive nor as a pickle."),
        };
    }

    static List<SafeTensor> ReadZip(string path, FileStream stream)
    {
        try
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            var pickle = zip.Entries.FirstOrDefault(e => e.FullName.EndsWith("/data.pkl", StringComparison.Ordinal))
                ?? throw new DataException($"{path}: not a PyTorch file: the archive holds no data.pkl.");
            string root = pickle.FullName[..^"data.pkl".Length];
            if (zip.GetEntry(root + "byteorder") is { } order && Bytes(path, order).AsSpan().IndexOf("big"u8) >= 0)
                throw new DataException($"{path}: it was written on a big-endian machine, whose numbers are not read here.");
            using var data = new MemoryStream(Bytes(path, pickle));
            var dictionary = StateDictionary(path, new PickleMachine(path, data, id => Storage(path, id)).Run());
            return Tensors(dictionary, path, storage =>
            {
                var entry = zip.GetEntry($"{root}data/{storage.Key}") ?? throw new DataException($"{path}: the archive lacks the storage '{storage.Key}'.");
                long expected = storage.Elements * storage.DType.ByteSize();
                if (entry.Length != expected) throw new DataException($"{path}: the storage '{storage.Key}' is {entry.Length} bytes long, not {expected}.");
                return Bytes(path, entry);
            });
        }
        catch (InvalidDataException e)
        {
            throw new DataException($"{path}: its zip archive is damaged: {e.Message}", e);
        }
    }

    // Three small pickles, the object, the list of its storages, and then these: length in elements, values.
    static List<SafeTensor> ReadLegacy(string path, FileStream file)
    {
        using var stream = new BufferedStream(file, 1 << 16);
        var sizes = new Dictionary<string, int>();
        PickledStorage Seen(IReadOnlyList<object?> id)
        {
            var storage = Storage(path, id);
            sizes[storage.Key] = storage.DType.ByteSize();
            return storage;
        }

        object? Next() => new PickleMachine(path, stream, Seen).Run();
        if (Next() is not BigInteger number || number != magic) throw new DataException($"{path}: not a PyTorch file: it does not start with torch's magic number.");
        if (Next() is not 1001L) throw new DataException($"{path}: its protocol is not torch's 1001.");
        if (Next() is PickledDictionary system && system["little_endian"] is false)
            throw new DataException($"{path}: it was written on a big-endian machine, whose numbers are not read here.");
        var dictionary = StateDictionary(path, Next());
        if (Next() is not List<object?> keys) throw new DataException($"{path}: it is damaged: the list of its storages is missing.");
        var places = Places(path, stream, keys, sizes);
        return Tensors(dictionary, path, storage =>
        {
            var (offset, elements) = places.TryGetValue(storage.Key, out var place) ? place : throw new DataException($"{path}: it lacks the storage '{storage.Key}'.");
            if (elements != storage.Elements) throw new DataException($"{path}: the storage '{storage.Key}' has {elements} elements, not {storage.Elements}.");
            byte[] bytes = new byte[elements * storage.DType.ByteSize()];
            stream.Position = offset;
            stream.ReadExactly(bytes);
            return bytes;
        });
    }

    static Dictionary<string, (long Offset, long Elements)> Places(string path, Stream stream, List<object?> keys, Dictionary<string, int> sizes)
    {
        var places = new Dictionary<string, (long, long)>();
        Span<byte> length = stackalloc byte[8];
        foreach (object? key in keys)
        {
            if (key is not string name || !sizes.TryGetValue(name, out int size)) throw new DataException($"{path}: it holds a storage '{key}' that nothing in it uses.");
            if (stream.ReadAtLeast(length, 8, throwOnEndOfStream: false) < 8) throw new DataException($"{path}: it is cut short before the storage '{name}'.");
            long elements = BinaryPrimitives.ReadInt64LittleEndian(length), bytes = unchecked(elements * size);
            if (elements < 0 || elements > long.MaxValue / 16 || bytes > stream.Length - stream.Position) throw new DataException($"{path}: it is cut short in the storage '{name}'.");
            places[name] = (stream.Position, elements);
            stream.Position += bytes;
        }
        return places;
    }

    static PickledStorage Storage(string path, IReadOnlyList<object?> id) =>
        // 'storage', type, key, where it lay, elements; the legacy format adds a view, which torch has not written since 0.4.
        id is ["storage", var type, string key, string, long elements, ..] && elements >= 0 && (id.Count < 6 || id[5] is null)
            ? PickleGlobals.ElementType(type) is { } element
                ? new PickledStorage(key, element, elements)
                : throw new DataException($"{path}: its storage '{key}' holds elements of a type that is not read here.")
            : throw new DataException($"{path}: not a PyTorch file that can be read: it names a storage as torch never does.");

    static PickledDictionary StateDictionary(string path, object? root)
    {
        if (root is not PickledDictionary dictionary) throw new DataException($"{path}: it holds no state_dict.");
        return (dictionary["model"] ?? dictionary["state_dict"]) as PickledDictionary ?? dictionary;
    }

    static List<SafeTensor> Tensors(PickledDictionary dictionary, string path, Func<PickledStorage, byte[]> load)
    {
        const string Prefix = "module.";
        bool prefixed = dictionary.Items.Count > 0 && dictionary.Items.All(i => i.Key is string name && name.StartsWith(Prefix, StringComparison.Ordinal));
        var loaded = new Dictionary<string, byte[]>();
        var tensors = new List<SafeTensor>();
        foreach (var (key, value) in dictionary.Items)
        {
            if (key is not string name || value is not PickledTensor tensor)
                throw new DataException($"{path}: its entry '{key}' is no tensor: it holds something else than a state_dict.");
            if (!loaded.TryGetValue(tensor.Storage.Key, out byte[]? bytes)) loaded[tensor.Storage.Key] = bytes = load(tensor.Storage);
            tensors.Add(tensor.Read(prefixed ? name[Prefix.Length..] : name, bytes));
        }
        if (tensors.GroupBy(t => t.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice) throw new DataException($"{path}: '{twice.Key}' is in it twice.");
        return tensors;
    }

    static byte[] Bytes(string path, ZipArchiveEntry entry)
    {
        if (entry.Length > int.MaxValue) throw new DataException($"{path}: {entry.FullName} is larger than one storage can be.");
        byte[] bytes = new byte[entry.Length];
        using var stream = entry.Open();
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length) throw new DataException($"{path}: {entry.FullName} is cut short.");
        return bytes;
    }
}
