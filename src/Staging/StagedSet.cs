using Rossby.Core;

namespace Rossby.Staging;

/// <summary>A staged set, open for reading: all that training and evaluation see of the data.</summary>
public sealed class StagedSet : IDisposable
{
    readonly Dictionary<string, StagedShard> shards;

    StagedSet(Manifest manifest, string folder, Dictionary<string, StagedShard> shards) =>
        (Manifest, Grid, Folder, this.shards) = (manifest, manifest.Grid(), folder, shards);

    /// <summary>What the set holds.</summary>
    public Manifest Manifest { get; }

    /// <summary>The grid of every sample.</summary>
    public LatLonGrid Grid { get; }

    /// <summary>Where the copies lie.</summary>
    public string Folder { get; }

    /// <summary>Opens the set that the stage <c>stage</c> brought to this node. Looks at presence and lengths; contents are checked as they are read.</summary>
    /// <exception cref="InputMissingException">There is no manifest, or not every shard is staged.</exception>
    /// <exception cref="DataException">The manifest is damaged.</exception>
    public static StagedSet Open(StageConfig config, RunContext context)
    {
        var manifest = ManifestFile.Read(context.Data.Manifest);
        var folder = StagingFolder.Of(config, context.Data, manifest.DataRoot, Environment.GetEnvironmentVariable);
        foreach (var shard in manifest.Shards)
        {
            var file = new FileInfo(folder.Staged(shard));
            if (!file.Exists) throw new InputMissingException($"{file.FullName}: not staged on this node. Run the stage 'stage' first.");
        }
        return new(manifest, folder.Path, manifest.Shards.ToDictionary(s => s.File, s => new StagedShard(folder, s, context.Logger)));
    }

    /// <summary>The samples of a split, in time order, with one of the set's labellings.</summary>
    /// <param name="split">One of <see cref="SplitName"/>.</param>
    /// <param name="labelling">The place of the labelling in the manifest; a set without any gives labels that are all 255.</param>
    /// <exception cref="ArgumentOutOfRangeException">The set has labellings, but not that one.</exception>
    public SampleReader Reader(string split, int labelling = 0)
    {
        if (labelling != 0 || Manifest.Labellings.Count > 0)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(labelling);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(labelling, Manifest.Labellings.Count);
        }
        return new(Manifest, [.. Manifest.ShardsOf(split)], shards, labelling);
    }

    /// <summary>Closes the shards. No reader of this set may be in use.</summary>
    public void Dispose()
    {
        foreach (var shard in shards.Values) shard.Dispose();
    }
}
