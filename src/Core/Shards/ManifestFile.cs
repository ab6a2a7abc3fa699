using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>Reads and writes <c>manifest.json</c>.</summary>
public static class ManifestFile
{
    /// <summary>The file's name beside its shards' folder.</summary>
    public const string Name = "manifest.json";

    /// <summary>Reads a manifest and checks its version and its hashes against each other.</summary>
    /// <exception cref="InputMissingException">There is none.</exception>
    /// <exception cref="DataException">It is damaged, of another version, or its hashes disagree.</exception>
    public static Manifest Read(string path)
    {
        Manifest manifest;
        try
        {
            manifest = JsonSerializer.Deserialize(File.ReadAllBytes(path), ManifestJson.Default.Manifest)
                ?? throw new DataException($"{path}: holds null instead of a manifest.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputMissingException($"{path}: no such manifest. Run the ingest stage first.", e);
        }
        catch (JsonException e)
        {
            throw new DataException($"{path}:{e.LineNumber + 1}: not a manifest: {e.Message}", e);
        }
        if (manifest.FormatVersion != Manifest.CurrentFormatVersion)
            throw new DataException($"{path}: format version {manifest.FormatVersion}; this program reads {Manifest.CurrentFormatVersion}. Ingest again.");
        foreach (var shard in manifest.Shards)
        {
            if (ShardIdentity.OfShard(shard.File, shard.Bytes, shard.Crc32C) != shard.Identity)
                throw new DataException($"{path}: the identity of {shard.File} does not match its checksums: the manifest was changed.");
        }
        if (ShardIdentity.OfSet(manifest.Shards.Select(s => s.Identity)) != manifest.DataRoot)
            throw new DataException($"{path}: the data root does not match the shards: the manifest was changed.");
        return manifest;
    }

    /// <summary>Writes a manifest beside, syncs and renames it.</summary>
    public static void Write(string path, Manifest manifest) =>
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, manifest, ManifestJson.Default.Manifest));
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(Manifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
