using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Rossby.Core;

/// <summary>
/// Loads native libraries: the environment variable, the copy already mapped, beside the program, then the system.
/// A library counts as found when it loads.
/// </summary>
public static class LibraryFinder
{
    static readonly ConcurrentDictionary<string, LoadedLibrary> Loaded = new();
    static readonly Lock Gate = new();

    /// <summary>Loads a library, once per process.</summary>
    /// <exception cref="LibraryMissingException">None of the names loads; the message lists each path tried with the loader's reason.</exception>
    public static LoadedLibrary Load(NativeLibrarySpec spec) =>
        TryLoad(spec, out var library, out var tried)
            ? library
            : throw new LibraryMissingException(
                $"{spec.Name} was not found. Tried:\n{tried}\nInstall it (Debian: apt-get install {spec.DebianPackage}) or set {spec.EnvironmentVariable} to its full path.");

    /// <summary>As <see cref="Load"/>, without an exception: <paramref name="tried"/> then holds one line per path with the loader's reason.</summary>
    public static bool TryLoad(NativeLibrarySpec spec, out LoadedLibrary library, out string tried)
    {
        tried = "";
        if (Loaded.TryGetValue(spec.Name, out library!)) return true;
        if (spec.After is { } first) TryLoad(first, out _, out _);
        lock (Gate)
        {
            if (Loaded.TryGetValue(spec.Name, out library!)) return true;
            var reasons = new List<string>();
            foreach (string candidate in Candidates(spec))
            {
                if (!TryOpen(candidate, out nint handle, out string reason))
                {
                    reasons.Add($"  {candidate}: {reason}");
                    continue;
                }
                Loaded[spec.Name] = library = new LoadedLibrary(spec, handle, MappedPath(Path.GetFileName(candidate)) ?? candidate);
                return true;
            }
            tried = string.Join('\n', reasons);
            return false;
        }
    }

    /// <summary>Makes every <c>LibraryImport</c> of an assembly that names <paramref name="importName"/> resolve to one library. Call from a module initializer.</summary>
    public static void Bind(Assembly assembly, string importName, NativeLibrarySpec spec) =>
        NativeLibrary.SetDllImportResolver(assembly, (name, _, _) => name == importName ? Load(spec).Handle : 0);

    /// <summary>The file of a library in this process whose file name starts with <paramref name="prefix"/>, or null.</summary>
    public static string? MappedPath(string prefix)
    {
        foreach (string line in File.ReadLines("/proc/self/maps"))
        {
            int slash = line.IndexOf('/', StringComparison.Ordinal);
            if (slash > 0 && Path.GetFileName(line.AsSpan(slash)).StartsWith(prefix, StringComparison.Ordinal)) return line[slash..];
        }
        return null;
    }

    static IEnumerable<string> Candidates(NativeLibrarySpec spec)
    {
        if (Environment.GetEnvironmentVariable(spec.EnvironmentVariable) is { Length: > 0 } given)
        {
            yield return given;
            yield break;
        }
        if (spec.MappedPrefix is { } prefix && MappedCore(prefix) is { } mapped) yield return mapped;
        foreach (string name in spec.FileNames) yield return Path.Combine(AppContext.BaseDirectory, name);
        foreach (string name in spec.FileNames) yield return name;
    }

    // libhdf5_hl and libhdf5_cpp start alike and hold none of the C API.
    static string? MappedCore(string prefix)
    {
        foreach (string line in File.ReadLines("/proc/self/maps"))
        {
            int slash = line.IndexOf('/', StringComparison.Ordinal);
            if (slash < 0) continue;
            string file = Path.GetFileName(line[slash..]);
            if (file.StartsWith(prefix, StringComparison.Ordinal) && !file.Contains("_hl", StringComparison.Ordinal) && !file.Contains("_cpp", StringComparison.Ordinal))
                return line[slash..];
        }
        return null;
    }

    static bool TryOpen(string candidate, out nint handle, out string reason)
    {
        reason = "";
        handle = 0;
        if (Path.IsPathRooted(candidate) && !File.Exists(candidate))
        {
            reason = "no such file";
            return false;
        }
        try
        {
            handle = NativeLibrary.Load(candidate);
            return true;
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            reason = e.Message.Split('\n').FirstOrDefault(l => l.Contains("cannot", StringComparison.Ordinal))?.Trim() ?? e.Message.Split('\n')[0];
            return false;
        }
    }
}
