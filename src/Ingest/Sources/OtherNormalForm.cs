using System.Globalization;
using System.Text;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// Names that look the same and are other characters: macOS writes accents apart from their letters (NFD), keyboards in one with them (NFC).
/// Without the tables of Unicode, which a program of invariant globalization lacks, a letter with an accent counts as any other with one.
/// </summary>
internal static class OtherNormalForm
{
    // Stands for a letter with accents, in one or apart.
    const char Accented = '\u25CC';
    const int FirstSyllable = 0xAC00, Syllables = 11172, Vowels = 21, Finals = 28, FirstLead = 0x1100, FirstVowel = 0x1161, BeforeFinals = 0x11A7;

    /// <summary>What to say of a path that is not there: that one of the same look is, and how to name it so; empty where there is none.</summary>
    internal static string Describe(string path)
    {
        string folder = "/";
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < parts.Length; i++)
        {
            string next = Path.Combine(folder, parts[i]);
            if (Path.Exists(next))
            {
                folder = next;
                continue;
            }
            return Alike(folder, parts[i]) is { } found ? Say(Path.Combine(folder, found), next, found) : "";
        }
        return "";
    }

    /// <summary>What to say of a pattern that nothing in a folder matches.</summary>
    internal static string Describe(string folder, string pattern) =>
        Alike(folder, pattern) is { } found ? $"; there is {found}, in whose name accents are {Form(found)}; write the pattern so, such as with * in their place" : "";

    static string Say(string found, string wanted, string name) =>
        $"; {found} is there, with accents {Form(name)}: if it looks the same, rename it: mv {ShellWord.Of(found)} {ShellWord.Of(wanted)}";

    static string Form(string name) => IsDecomposed(name) ? "apart from their letters (NFD, as macOS writes)" : "in one with their letters (NFC)";

    static string? Alike(string folder, string pattern)
    {
        if (pattern.All(char.IsAscii)) return null;
        string skeleton = Skeleton(pattern);
        return Names(folder).Order(StringComparer.Ordinal)
            .FirstOrDefault(name => IsDecomposed(name) != IsDecomposed(pattern) && System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(skeleton, Skeleton(name), ignoreCase: false));
    }

    // None of a folder that may be passed and not listed, and of what is no folder.
    static string[] Names(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(folder).Select(e => Path.GetFileName(e))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    static bool IsDecomposed(string name) => name.Any(c => IsAccent(c) || c is >= '\u1160' and <= '\u11FF');

    static string Skeleton(string name)
    {
        var skeleton = new StringBuilder();
        foreach (char c in name)
        {
            if (IsAccent(c))
            {
                if (skeleton.Length > 0) skeleton[^1] = Accented;
            }
            else if (c - FirstSyllable is var syllable and >= 0 and < Syllables)
            {
                skeleton.Append((char)(FirstLead + syllable / (Vowels * Finals))).Append((char)(FirstVowel + syllable / Finals % Vowels));
                if (syllable % Finals is var final and > 0) skeleton.Append((char)(BeforeFinals + final));
            }
            else
            {
                skeleton.Append(HasAccent(c) ? Accented : c);
            }
        }
        return skeleton.ToString();
    }

    static bool IsAccent(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // Letters with accents in one: all of Latin beyond ASCII and of polytonic Greek, and of Greek, Cyrillic and Kana those that have some.
    static bool HasAccent(char c) => c is >= '\u00C0' and < '\u0250' or >= '\u1E00' and < '\u2000' || LettersWithAccents.Contains(c);

    const string LettersWithAccents = "ΆΈΉΊΌΎΏΐΪΫάέήίΰϊϋόύώϓϔЀЁЃЇЌЍЎЙйѐёѓїќѝўѶѷӁӂӐӑӒӓӖӗӚӛӜӝӞӟӢӣӤӥӦӧӪӫӬӭӮӯӰӱӲӳӴӵӸӹ"
        + "がぎぐげござじずぜぞだぢづでどばぱびぴぶぷべぺぼぽゔゞガギグゲゴザジズゼゾダヂヅデドバパビピブプベペボポヴヷヸヹヺヾ";
}
