using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Names that a folder lists and nobody can open: those that are not UTF-8, and links to what is not there.</summary>
internal static class ReachableName
{
    // Stands in a name for bytes that are not UTF-8: the name as it is read leads nowhere.
    const char Undecoded = '\uFFFD';

    /// <summary>Returns when a path does not show such a name.</summary>
    /// <exception cref="InputMissingException">It does; the message says what to do.</exception>
    internal static void Require(string path)
    {
        if (path.Contains(Undecoded, StringComparison.Ordinal) && !Path.Exists(path))
            throw new InputMissingException($"{path}: its name is not UTF-8 ({Undecoded} stands for what is not); rename it, such as by: convmv -r -f latin1 -t utf8 --notest {ShellWord.Of(FolderOf(path))}");
        if (Lost(path) is not { } target) return;
        string annex = target.Contains("/annex/objects/", StringComparison.Ordinal) ? $", a file that git-annex has not fetched; fetch it: git annex get {ShellWord.Of(path)}, in its folder" : ", which is not there";
        throw new InputMissingException($"{path}: is a link to {target}{annex}");
    }

    static string? Lost(string path)
    {
        var link = new FileInfo(path);
        try
        {
            return link.LinkTarget is { } target && link.ResolveLinkTarget(returnFinalTarget: true) is not { Exists: true } && !Directory.Exists(path) ? target : null;
        }
        catch (IOException e)
        {
            throw new InputMissingException($"{path}: is a link that cannot be followed: {e.Message}", e);
        }
    }

    static string FolderOf(string path) => path[..Math.Max(1, path.LastIndexOf('/', path.IndexOf(Undecoded, StringComparison.Ordinal)))];
}
