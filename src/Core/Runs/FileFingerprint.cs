namespace Rossby.Core;

/// <summary>A file's content as it was when it was last read.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="ModifiedUtc">Its modification time.</param>
/// <param name="Crc32C">CRC-32C of its content, in hex.</param>
/// <param name="Content">SHA-256 over its length and the CRC-32C of each 4 MiB, in hex: what shards are identified by too.</param>
public sealed record FileFingerprint(long Bytes, DateTimeOffset ModifiedUtc, string Crc32C, string Content);
