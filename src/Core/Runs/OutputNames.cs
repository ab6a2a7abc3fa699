namespace Rossby.Core;

/// <summary>Names of outputs after the files that they are of, no two alike.</summary>
public static class OutputNames
{
    /// <summary>For each file its name without folder and extension; of several of one name the later ones get a number, and not one that is another's name.</summary>
    public static string[] Of(IReadOnlyList<string> files)
    {
        var stems = files.Select(Path.GetFileNameWithoutExtension).ToHashSet();
        var taken = new HashSet<string>();
        var next = new Dictionary<string, int>();
        return [.. files.Select(file =>
        {
            string stem = Path.GetFileNameWithoutExtension(file);
            if (taken.Add(stem)) return stem;
            (string name, next[stem]) = Numbered($"{stem}_", next.GetValueOrDefault(stem, 2), name => !stems.Contains(name) && taken.Add(name));
            return name;
        })];
    }

    /// <summary>For each part of each file a name: the file's where it is one part, else <c>name.1</c>, <c>name.2</c>, ... less those that are another file's.</summary>
    /// <param name="files">The files.</param>
    /// <param name="parts">How many parts each has.</param>
    public static string[][] Of(IReadOnlyList<string> files, IReadOnlyList<int> parts)
    {
        string[] names = Of(files);
        var taken = names.ToHashSet();
        return [.. names.Select((name, file) => parts[file] == 1 ? [name] : Parts(name, parts[file], taken))];
    }

    static string[] Parts(string name, int count, HashSet<string> taken)
    {
        string[] parts = new string[count];
        int next = 1;
        for (int i = 0; i < count; i++) (parts[i], next) = Numbered($"{name}.", next, taken.Add);
        return parts;
    }

    // The first number from one on that is free, and the one behind it.
    static (string Name, int Next) Numbered(string stem, int from, Func<string, bool> take)
    {
        int number = from;
        while (!take($"{stem}{number}")) number++;
        return ($"{stem}{number}", number + 1);
    }
}
