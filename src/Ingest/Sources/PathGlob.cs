using System.IO.Enumeration;
using Rossby.Core;

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
            throw new InputMissingException(Directory.Exists(path)
                ? $"{path}: is a folder; name the files in it, such as {pattern.TrimEnd('/')}/*.nc"
                : $"{path}: no such file");
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
        return found.Count > 0 ? found : throw new InputMissingException($"{full}: no file matches");
    }

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
            foreach (string below in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)) Match(below, parts, found, seen);
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
            else Match(entry, parts[1..], found, seen);
        }
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
