namespace Rossby.Core;

/// <summary>A checkpoint: weights, optimizer state, and where training stood.</summary>
public sealed record CheckpointFolder(string Path)
{
    /// <summary>Parameters and buffers of the network.</summary>
    public string Weights => System.IO.Path.Combine(Path, "weights.safetensors");

    /// <summary>Moments of the optimizer.</summary>
    public string Optimizer => System.IO.Path.Combine(Path, "optimizer.safetensors");

    /// <summary>Step, epoch, schedule, scores, and the hashes of the two files beside it; written last.</summary>
    public string State => System.IO.Path.Combine(Path, "state.json");
}
