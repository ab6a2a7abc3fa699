namespace Rossby.Core;

/// <summary>A file that the set was read from.</summary>
/// <param name="Path">As found.</param>
/// <param name="Bytes">Length.</param>
/// <param name="ModifiedUnixMilliseconds">Time of last change.</param>
/// <param name="Crc32C">CRC-32C of the whole file, in hex.</param>
public sealed record SourceEntry(string Path, long Bytes, long ModifiedUnixMilliseconds, string Crc32C);
