using Rossby.Core;

namespace Rossby.Staging;

/// <summary>
/// <c>&lt;shard&gt;.verified</c>: says that every block of a staged shard agreed with the manifest when the file had this length and time of change.
/// A file that still has them is taken as it is; any other is read in full before it is reused.
/// </summary>
internal static class VerifiedStamp
{
    /// <summary>The ending of a stamp's name.</summary>
    public const string Suffix = ".verified";

    /// <summary>Records that the file is now as the manifest says.</summary>
    public static void Write(string path, ShardEntry shard) => AtomicFile.WriteText(path + Suffix, Text(path, shard));

    /// <summary>Whether the file is there and untouched since it was checked.</summary>
    public static bool Holds(string path, ShardEntry shard)
    {
        try
        {
            return File.ReadAllText(path + Suffix) == Text(path, shard) && new FileInfo(path).Length == shard.Bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    static string Text(string path, ShardEntry shard)
    {
        var file = new FileInfo(path);
        return $"{shard.Identity} {file.Length} {file.LastWriteTimeUtc.Ticks}\n";
    }
}
