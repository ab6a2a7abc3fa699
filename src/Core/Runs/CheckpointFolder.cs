namespace Rossby.Core;

/// <summary>A checkpoint: weights, optimizer state, and where training stood.</summary>
public sealed record CheckpointFolder(string Path)
{
    /// <summary>Parameters and buffers of the network.</summary>
    public string Weights => In("weights.safetensors");

    /// <summary>Moments of the optimizer.</summary>
    public string Optimizer => In("optimizer.safetensors");

    /// <summary>Step, epoch, schedule, scores.</summary>
    public string State => In("state.json");

    /// <summary>The hashes of the three, which make them one checkpoint; written last. <c>sha256sum -c</c> reads it.</summary>
    public string Sums => In("SHA256SUMS");

    /// <summary>Deletes it if it is there: its hashes first, so that what a kill leaves of it is no checkpoint, rather than a damaged one.</summary>
    public void Delete()
    {
        if (!Directory.Exists(Path)) return;
        File.Delete(Sums);
        Directory.Delete(Path, recursive: true);
    }

    string In(string name) => System.IO.Path.Combine(Path, name);
}
