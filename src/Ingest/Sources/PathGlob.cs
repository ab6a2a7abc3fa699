using System.IO.Enumeration;
using Rossby.Core;
using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>Expands a path with <c>*</c>, <c>?</c> and <c>**</c> (any folders, none too) into the files that match.</summary>
internal static class PathGlob
{
    /// <summary>The matching files, in no particular order; a path without wildcards is that file.</summary>
    /// <param name="pattern">Absolute, or relative to <paramref name="folder"/>.</param>
    /// <param name="folder">Where relative patterns begin.</param>
    /// <exception cref="InputMissingException">No file matches.</exception>
    internal static IEnumerable<string> Expand(string pattern, string folder)
    {
        string full = Path.Combine(folder, pattern);
        if (!HasWildcard(pattern))
        {
            string path = Path.GetFullPath(full);
            if (File.Exists(path)) return [path];
            ReachableName.Require(path);
            throw new InputMissingException(Directory.Exists(path) ? DescribeFolder(path, pattern) : $"{path}: no such file{OtherNormalForm.Describe(path)}");
        }
        string[] parts = full.Split('/');
        int fixedParts = Array.FindIndex(parts, HasWildcard);
        string root = Path.GetFullPath(fixedParts == 1 && parts[0].Length == 0 ? "/" : string.Join('/', parts[..fixedParts]));
        var found = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            if (Directory.Exists(root)) Match(root, parts.AsSpan(fixedParts), found, []);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new InputMissingException($"{full}: a folder that it leads to cannot be listed: {e.Message}", e);
        }
        if (found.Count == 0) throw new InputMissingException($"{full}: no file matches{Instead(root, parts[fixedParts..])}");
        if (found.Select(Path.GetDirectoryName).Distinct(StringComparer.Ordinal).FirstOrDefault(f => ZarrFolder.Is(f!)) is { } zarr) throw new InputMissingException(ZarrFolder.Describe(zarr));
        return found;
    }

    // What there is where the last part of a pattern finds no file.
    static string Instead(string root, string[] parts)
    {
        if (!Directory.Exists(root)) return $": there is no folder {root}{OtherNormalForm.Describe(root)}";
        if (parts is not [var only]) return "";
        string? folder = Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal).FirstOrDefault(d => FileSystemName.MatchesSimpleExpression(only, Path.GetFileName(d), ignoreCase: false));
        if (folder != null) return $"; {DescribeFolder(folder, folder)}";
        if (OtherNormalForm.Describe(root, only) is { Length: > 0 } alike) return alike;
        string[] others = [.. Directory.EnumerateFiles(root).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
        return others.Length == 0 ? "" : $"; there is {others[0]}{(others.Length == 1 ? "" : $" and {others.Length - 1} more")}";
    }

    static string DescribeFolder(string folder, string given) =>
        ZarrFolder.Is(folder) ? ZarrFolder.Describe(folder) : $"{folder}: is a folder; name the files in it, such as {given.TrimEnd('/')}/*.nc";

    static bool HasWildcard(string path) => path.AsSpan().ContainsAny('*', '?');

    // Links are followed, but below `**` no folder is gone through twice: a link to a folder above it would lead round without end.
    static void Match(string folder, ReadOnlySpan<string> parts, HashSet<string> found, HashSet<string> seen)
    {
        string part = parts[0];
        bool last = parts.Length == 1;
        if (part == "**")
        {
            if (!seen.Add($"{RealFolder(folder)}\0{parts.Length}")) return;
            if (last) Match(folder, ["*"], found, seen);
            else Match(folder, parts[1..], found, seen);
            foreach (string below in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)) MatchBelow(below, parts, found, seen);
            return;
        }
        if (part is "." or "..")
        {
            if (!last) Match(Path.GetFullPath(Path.Combine(folder, part)), parts[1..], found, seen);
            return;
        }
        foreach (string entry in last ? Directory.EnumerateFiles(folder) : Directory.EnumerateDirectories(folder))
        {
            if (!FileSystemName.MatchesSimpleExpression(part, Path.GetFileName(entry), ignoreCase: false)) continue;
            if (last) found.Add(entry);
            else MatchBelow(entry, parts[1..], found, seen);
        }
    }

    static void MatchBelow(string folder, ReadOnlySpan<string> parts, HashSet<string> found, HashSet<string> seen)
    {
        ReachableName.Require(folder);
        Match(folder, parts, found, seen);
    }

    // Every link on the way resolved, from the root on.
    static string RealFolder(string folder)
    {
        string real = "/";
        foreach (string name in Path.GetFullPath(folder).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            string next = Path.Combine(real, name);
            real = new DirectoryInfo(next).ResolveLinkTarget(returnFinalTarget: true) is { } target ? RealFolder(target.FullName) : next;
        }
        return real;
    }
}
