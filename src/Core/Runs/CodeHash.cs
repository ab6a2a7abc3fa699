using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Rossby.Core;

/// <summary>The identity of the code that made an output: the source hashes that the build wrote into each assembly.</summary>
public static class CodeHash
{
    /// <summary>SHA-256 in hex over the <c>SourceHash</c> of the given assemblies: a stage's own and those it references.</summary>
    public static string Of(params IEnumerable<Assembly> assemblies)
    {
        var lines = assemblies
            .Select(a => (Name: a.GetName().Name!, Hash: SourceHash(a)))
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => $"{p.Name}={p.Hash}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }

    static string SourceHash(Assembly assembly) =>
        assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == "SourceHash")?.Value
        ?? throw new InvalidOperationException($"{assembly.GetName().Name} was built without a SourceHash.");
}
