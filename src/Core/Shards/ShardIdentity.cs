using System.Security.Cryptography;
using System.Text;

namespace Rossby.Core;

/// <summary>The identity of a shard and of a set, from checksums that are made while writing (docs/formats.md).</summary>
public static class ShardIdentity
{
    /// <summary>SHA-256 over the file's name, its length and its table of CRC-32C, in lower-case hex.</summary>
    public static string OfShard(string file, long bytes, IEnumerable<uint> crc32C) =>
        Hash($"{file}\n{bytes}\n{string.Join('\n', crc32C.Select(c => c.ToString("x8")))}\n");

    /// <summary>SHA-256 over the identities of all shards in order, in lower-case hex.</summary>
    public static string OfSet(IEnumerable<string> identities) => Hash(string.Join('\n', identities) + "\n");

    static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
