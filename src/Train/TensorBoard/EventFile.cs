using System.Globalization;
using Rossby.Core;

namespace Rossby.Train;

/// <summary>
/// A TensorBoard event file: the scalars of a run by step. Each start of a run has a file of its own, whose first events tell TensorBoard to forget what
/// earlier files hold of the steps that are taken again.
/// </summary>
internal sealed class EventFile : IDisposable
{
    const string Prefix = "events.out.tfevents.";

    // Fields of event.proto and summary.proto.
    const int WallTime = 1, Step = 2, FileVersion = 3, Summary = 5, SessionLog = 7;
    const int Value = 1, Tag = 1, SimpleValue = 2;
    const int Status = 1, Start = 1;

    readonly RecordFile file;
    readonly TimeProvider time;

    /// <summary>Begins a file that sorts after the others of the folder, since TensorBoard reads them by name.</summary>
    /// <param name="folder">Where the files of the run lie.</param>
    /// <param name="firstStep">The first step that this start takes.</param>
    /// <param name="time">The clock of the events.</param>
    /// <exception cref="StorageException">It cannot be made.</exception>
    public EventFile(string folder, long firstStep, TimeProvider time)
    {
        this.time = time;
        long second = Math.Max(time.GetUtcNow().ToUnixTimeSeconds(), Latest(folder) + 1);
        file = new(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{second:D10}.{Environment.MachineName}.{Environment.ProcessId}.0")));
        Append(new ProtobufMessage().Add(FileVersion, "brain.Event:2"));
        Append(new ProtobufMessage().Add(Step, firstStep).Add(SessionLog, new ProtobufMessage().Add(Status, Start)));
    }

    /// <summary>Appends the values of a step as one event; those without a value are left out.</summary>
    /// <param name="step">Steps done.</param>
    /// <param name="values">By tag.</param>
    /// <exception cref="StorageException">They could not be written.</exception>
    public void Append(long step, IEnumerable<(string Tag, double? Value)> values)
    {
        var summary = new ProtobufMessage();
        foreach (var (tag, value) in values)
        {
            if (value is { } number) summary.Add(Value, new ProtobufMessage().Add(Tag, tag).Add(SimpleValue, (float)number));
        }
        Append(new ProtobufMessage().Add(Step, step).Add(Summary, summary));
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    // Fields may come in any order.
    void Append(ProtobufMessage content) => file.Append(content.Add(WallTime, (time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds).Bytes);

    static long Latest(string folder) => !Directory.Exists(folder) ? 0 : Directory.EnumerateFiles(folder, $"{Prefix}*")
        .Select(f => long.TryParse(Path.GetFileName(f)[Prefix.Length..].Split('.')[0], CultureInfo.InvariantCulture, out long second) ? second : 0)
        .DefaultIfEmpty().Max();
}
