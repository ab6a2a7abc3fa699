namespace Rossby.Core;

/// <summary>A file's content as it was when it was last read.</summary>
/// <param name="Bytes">Its length.</param>
/// <param name="ModifiedUtc">Its modification time.</param>
/// <param name="Sha256">SHA-256 of its content, in hex.</param>
public sealed record FileFingerprint(long Bytes, DateTimeOffset ModifiedUtc, string Sha256);
