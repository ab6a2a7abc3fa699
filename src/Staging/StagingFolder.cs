using Rossby.Core;

namespace Rossby.Staging;

/// <summary>Where one set is staged: <c>rossby-&lt;first 12 of the data root&gt;</c> in the node-local folder.</summary>
/// <param name="Base">The node-local folder.</param>
/// <param name="Path">The set's own folder in it; the data folder itself when <paramref name="InPlace"/>.</param>
/// <param name="DataPath">The folder of the manifest, from which shards are copied.</param>
/// <param name="InPlace">The configured folder is where the set lies anyway: nothing is copied, everything is still checked.</param>
internal sealed record StagingFolder(string Base, string Path, string DataPath, bool InPlace)
{
    /// <summary>Variables that name a node-local folder, in the order they are asked: Slurm's, the burst buffer's, POSIX's.</summary>
    public static IReadOnlyList<string> Variables { get; } = ["SLURM_TMPDIR", "BB_PATH", "TMPDIR"];

    /// <summary>The folder that config and environment give for a set.</summary>
    public static StagingFolder Of(StageConfig config, DataFolder data, string dataRoot, Func<string, string?> environment)
    {
        string node = System.IO.Path.GetFullPath(config.Folder
            ?? Variables.Select(environment).FirstOrDefault(v => !string.IsNullOrWhiteSpace(v))
            ?? System.IO.Path.GetTempPath());
        string dataPath = System.IO.Path.GetFullPath(data.Path);
        string path = System.IO.Path.Combine(node, $"rossby-{dataRoot[..12]}");
        string[] own = [Resolve(dataPath), Resolve(data.Shards), Resolve(System.IO.Path.GetDirectoryName(dataPath)!)];
        return own.Contains(Resolve(node)) || Resolve(path) == own[0] ? new(node, dataPath, dataPath, true) : new(node, path, dataPath, false);
    }

    /// <summary>The staged copy of a shard.</summary>
    public string Staged(ShardEntry shard) => System.IO.Path.Combine(Path, shard.File);

    /// <summary>The shard that ingest wrote.</summary>
    public string Source(ShardEntry shard) => System.IO.Path.Combine(DataPath, shard.File);

    // Two spellings of one folder must compare equal, also through symbolic links (/tmp is one on some nodes).
    static string Resolve(string path)
    {
        string full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        string? parent = System.IO.Path.GetDirectoryName(full);
        if (parent is null) return full;
        string here = System.IO.Path.Combine(Resolve(parent), System.IO.Path.GetFileName(full));
        return Directory.Exists(here) && Directory.ResolveLinkTarget(here, returnFinalTarget: true) is { } target ? Resolve(target.FullName) : here;
    }
}
