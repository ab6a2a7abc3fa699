namespace Rossby.Core;

/// <summary>The folder of one ingested set, shared by runs: <c>data/&lt;first 12 of ingest's hash&gt;/{source, shards, manifest.json}</c>.</summary>
public sealed record DataFolder(string Path)
{
    /// <summary>Files that a generator wrote.</summary>
    public string Source => System.IO.Path.Combine(Path, "source");

    /// <summary>The shards.</summary>
    public string Shards => System.IO.Path.Combine(Path, "shards");

    /// <summary>The manifest: written last, so that its presence means that the set is whole.</summary>
    public string Manifest => System.IO.Path.Combine(Path, ManifestFile.Name);
}
