using System.Security.Cryptography;
using System.Text;

namespace Rossby.Core;

/// <summary><c>SHA256SUMS</c>: what makes the files of a folder one checkpoint. One flipped bit in any of them, itself too, is found.</summary>
/// <remarks>Lines as <c>sha256sum</c> writes them: the hash in hex, two spaces, the name.</remarks>
public static class CheckpointSums
{
    const int HexDigits = 64;

    /// <summary>What is wrong with a checkpoint, a sentence for each finding that names the file; empty where it is whole.</summary>
    /// <param name="folder">The checkpoint, which may lack any file.</param>
    public static IReadOnlyList<string> FindDamage(CheckpointFolder folder) => FindDamage(folder, FilesOf(folder));

    /// <summary>Holds the weights of a checkpoint against their hash.</summary>
    /// <returns>Their SHA-256 in hex.</returns>
    /// <exception cref="InputMissingException">There is no such checkpoint.</exception>
    /// <exception cref="DataException">It is damaged.</exception>
    public static string RequireWholeWeights(CheckpointFolder folder)
    {
        if (!File.Exists(folder.Weights)) throw new InputMissingException($"{folder.Weights}: there is no such checkpoint. Train it first.");
        var damage = FindDamage(folder, [folder.Weights]);
        if (damage.Count > 0) throw new DataException($"{string.Join("\n", damage)}\nRestore the checkpoint from a copy, or train again.");
        return HashOf(folder.Weights);
    }

    static string[] FilesOf(CheckpointFolder folder) => [folder.Optimizer, folder.State, folder.Weights];

    static List<string> FindDamage(CheckpointFolder folder, IReadOnlyList<string> files)
    {
        if (!File.Exists(folder.Sums)) return [$"{folder.Sums}: missing; without it nothing tells whether the files beside it are whole."];
        var findings = new List<string>();
        try
        {
            // One byte is one character, so that equal texts are equal bytes.
            string text = Encoding.Latin1.GetString(File.ReadAllBytes(folder.Sums));
            var recorded = Parse(text);
            if (recorded is null) return [$"{folder.Sums}: damaged: not the lines of hash and name that were written."];
            foreach (string file in files)
            {
                if (!recorded.TryGetValue(Path.GetFileName(file), out string? hash)) findings.Add($"{folder.Sums}: damaged: it has no line for {Path.GetFileName(file)}.");
                else if (!File.Exists(file)) findings.Add($"{file}: missing.");
                else if (HashOf(file) != hash) findings.Add($"{file}: damaged: {new FileInfo(file).Length} bytes whose SHA-256 is not the one in {Path.GetFileName(folder.Sums)}.");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            findings.Add($"{folder.Path}: cannot be read: {e.Message}");
        }
        return findings;
    }

    /// <summary>The lines, in the order given.</summary>
    internal static string Text(IEnumerable<KeyValuePair<string, string>> sums) => string.Concat(sums.Select(s => $"{s.Value}  {s.Key}\n"));

    static Dictionary<string, string>? Parse(string text)
    {
        var recorded = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length <= HexDigits + 2) return null;
            recorded[line[(HexDigits + 2)..]] = line[..HexDigits];
        }
        return text == Text(recorded) ? recorded : null;
    }

    static string HashOf(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
