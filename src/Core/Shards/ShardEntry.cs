namespace Rossby.Core;

/// <summary>One shard: a plain HDF5 file of samples of one split, in time order.</summary>
public sealed record ShardEntry
{
    /// <summary>File name relative to the manifest.</summary>
    public required string File { get; init; }

    /// <summary>Length of the file.</summary>
    public required long Bytes { get; init; }

    /// <summary><c>train</c>, <c>validation</c> or <c>test</c>.</summary>
    public required string Split { get; init; }

    /// <summary>CRC-32C of each 4 MiB of the file, the last one shorter.</summary>
    public required IReadOnlyList<uint> Crc32C { get; init; }

    /// <summary>SHA-256 over file name, length and <see cref="Crc32C"/>, in hex.</summary>
    public required string Identity { get; init; }

    /// <summary><c>climate/data</c> [N, H, W, C].</summary>
    public required DatasetExtent Data { get; init; }

    /// <summary><c>climate/labels_0</c>, <c>climate/labels_1</c>, ... [N, H, W], in the order of the manifest's labellings.</summary>
    public required IReadOnlyList<DatasetExtent> Labels { get; init; }

    /// <summary><c>climate/label_prob_k</c> [N, H, W, classes], of the labellings that have one, in their order.</summary>
    public IReadOnlyList<DatasetExtent> Probabilities { get; init; } = [];

    /// <summary>Time of each sample in the manifest's units and calendar.</summary>
    public required IReadOnlyList<double> Times { get; init; }

    /// <summary>The source file of each sample, by index into the manifest's sources.</summary>
    public required IReadOnlyList<int> Sources { get; init; }

    /// <summary>How many samples N the shard holds.</summary>
    public int Samples => Times.Count;
}
