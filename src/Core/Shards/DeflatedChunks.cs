namespace Rossby.Core;

/// <summary>
/// Where the chunks of a deflated dataset lie in its shard: by sample, in it by channel, in that by rows (<see cref="SampleChunks"/>). Each is shuffled by the
/// bytes of its elements, then deflated (zlib), as HDF5's filters of those names do.
/// </summary>
/// <param name="Rows">Rows of a chunk.</param>
/// <param name="Offsets">By chunk: the byte at which it begins.</param>
/// <param name="Bytes">By chunk: its length in the file.</param>
public sealed record DeflatedChunks(int Rows, IReadOnlyList<long> Offsets, IReadOnlyList<int> Bytes);
