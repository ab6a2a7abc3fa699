namespace Rossby.Core;

/// <summary>The folder of one ingested set, shared by runs: <c>data/&lt;first 12 of ingest's hash&gt;/{source, shards, manifest.json}</c>.</summary>
public sealed record DataFolder(string Path)
{
    /// <summary>Files that a generator wrote.</summary>
    public string Source => System.IO.Path.Combine(Path, "source");

    /// <summary>The shards.</summary>
    public string Shards => System.IO.Path.Combine(Path, "shards");

    /// <summary>What workers of an unfinished ingest leave for each other and for a later try; gone when the set is whole.</summary>
    public string Work => System.IO.Path.Combine(Path, "work");

    /// <summary>Held for a moment by whoever joins or leaves the work, or writes the manifest.</summary>
    public string Lock => System.IO.Path.Combine(Path, "lock");

    /// <summary>The manifest: written last, so that its presence means that the set is whole.</summary>
    public string Manifest => System.IO.Path.Combine(Path, ManifestFile.Name);

    /// <summary>Whether the manifest and all shards it names are there, as long as it says.</summary>
    /// <exception cref="DataException">The manifest is damaged.</exception>
    public bool IsWhole() =>
        File.Exists(Manifest) && ManifestFile.Read(Manifest).Shards.All(s => new FileInfo(System.IO.Path.Combine(Path, s.File)) is { Exists: true } f && f.Length == s.Bytes);
}
