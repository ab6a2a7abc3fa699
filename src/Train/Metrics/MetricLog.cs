using System.Text.Json;
using Rossby.Core;

namespace Rossby.Train;

/// <summary><c>metrics.jsonl</c> while training runs.</summary>
/// <param name="path">The file; made where it is not there.</param>
/// <param name="keepBytes">Its length at the checkpoint that is taken up; 0 begins anew.</param>
/// <exception cref="StorageException">It cannot be opened or written.</exception>
public sealed class MetricLog(string path, long keepBytes) : IDisposable
{
    readonly LineFile file = new(path, keepBytes);

    /// <summary>Appends a line.</summary>
    /// <exception cref="StorageException">It could not be written.</exception>
    public void Append(MetricLine line) => file.Append(JsonSerializer.SerializeToUtf8Bytes(line, MetricJson.Default.MetricLine));

    /// <summary>Bytes of all lines so far.</summary>
    public long Length => file.Length;

    /// <inheritdoc cref="LineFile.Sync"/>
    public void Sync() => file.Sync();

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
