using System.Security.Cryptography;
using System.Text;

namespace Rossby.Core;

/// <summary>What a stage's output depends on; it is done while these stay the same.</summary>
/// <param name="Code">The identity of the code, <see cref="CodeHash"/>.</param>
/// <param name="Section">SHA-256 of <see cref="ConfigSections"/>.</param>
/// <param name="Inputs">The identity of what it reads.</param>
public sealed record StageHashes(string Code, string Section, string Inputs)
{
    /// <summary>One hash over the three, in hex.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Combined => Hash($"{Code}\n{Section}\n{Inputs}\n");

    /// <summary>The first 12 digits, which name folders.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Short => Combined[..12];

    /// <summary>SHA-256 of a text's UTF-8, in hex.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
