using System.Buffers;
using System.Diagnostics;
using System.Text.Json;

namespace Rossby.Core;

/// <summary>
/// What each thread of each rank was doing when, in Chrome's trace format: an array of complete events, which chrome://tracing and Perfetto open, a
/// process for each rank and a track for each thread.
/// </summary>
/// <remarks>
/// Every rank appends to a file of its own under an unfinished name; the format allows an array without its end, so what a killed run leaves can be opened.
/// Times count from the barrier that the ranks leave together as it begins. Threads of equal name share a track.
/// </remarks>
public sealed class Timeline : IDisposable
{
    // A thread without a name is the one that trains.
    const string MainTrack = "steps";

    readonly string path;
    readonly string mine;
    readonly ICommunicator communicator;
    readonly FileStream stream;
    readonly ArrayBufferWriter<byte> events = new();
    readonly Utf8JsonWriter json;
    readonly Dictionary<string, int> tracks = [];
    readonly Lock gate = new();
    readonly long begun;
    bool ended;

    /// <summary>Begins; collective.</summary>
    /// <param name="path">The finished file, which rank 0 writes.</param>
    /// <param name="communicator">The ranks.</param>
    /// <exception cref="StorageException">This rank's file cannot be opened.</exception>
    public Timeline(string path, ICommunicator communicator)
    {
        (this.path, this.communicator) = (path, communicator);
        mine = Path.ChangeExtension(path, $"rank-{communicator.Rank}.json") + AtomicFile.PartialSuffix;
        json = new(events, new() { SkipValidation = true });
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            stream = new FileStream(mine, FileMode.Create, FileAccess.ReadWrite, FileShare.Read);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{mine}: could not be opened: {e.Message}", e);
        }
        events.Write("["u8);
        Name("process_name", 0, $"rank {communicator.Rank} ({communicator.Topology.Mine.Host})");
        communicator.Barrier();
        begun = Stopwatch.GetTimestamp();
    }

    /// <summary>Adds what the calling thread did from a moment until now; nothing once the timeline has ended.</summary>
    /// <param name="name">What it did.</param>
    /// <param name="from">The moment, a timestamp of <see cref="Stopwatch"/>.</param>
    public void Add(string name, long from)
    {
        long now = Stopwatch.GetTimestamp();
        string thread = Thread.CurrentThread.Name ?? MainTrack;
        lock (gate)
        {
            if (ended) return;
            if (!tracks.TryGetValue(thread, out int track))
            {
                tracks[thread] = track = tracks.Count + 1;
                events.Write(",\n"u8);
                Name("thread_name", track, thread);
            }
            events.Write(",\n"u8);
            Begin("X", name, track);
            json.WriteNumber("ts", Microseconds(begun, from));
            json.WriteNumber("dur", Microseconds(from, now));
            End();
        }
    }

    /// <summary>Hands all events so far to the operating system.</summary>
    /// <exception cref="StorageException">They could not be written.</exception>
    public void Flush()
    {
        lock (gate)
        {
            if (ended) return;
            Write();
        }
    }

    /// <summary>Ends it: rank 0 joins the events of all ranks in the finished file. Collective; nothing the second time.</summary>
    /// <exception cref="StorageException">It could not be written; each rank's own file stays.</exception>
    public void Finish()
    {
        lock (gate)
        {
            if (ended) return;
            Write();
            ended = true;
        }
        // Past the bracket, which the joined file has once.
        stream.Position = 1;
        if (communicator.Rank == 0) AtomicFile.Write(path, Join);
        else Give();
        stream.Dispose();
        AtomicFile.Discard(mine);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate) ended = true;
        json.Dispose();
        stream.Dispose();
    }

    static double Microseconds(long from, long to) => Math.Round(Stopwatch.GetElapsedTime(from, to).TotalMicroseconds, 1);

    void Name(string kind, int track, string name)
    {
        Begin("M", kind, track);
        json.WriteStartObject("args");
        json.WriteString("name", name);
        json.WriteEndObject();
        End();
    }

    void Begin(string phase, string name, int track)
    {
        json.WriteStartObject();
        json.WriteString("ph", phase);
        json.WriteString("name", name);
        json.WriteNumber("pid", communicator.Rank);
        json.WriteNumber("tid", track);
    }

    void End()
    {
        json.WriteEndObject();
        json.Flush();
        json.Reset();
    }

    // Only here does anything fail: threads that add events are not to end because a disk is full.
    void Write()
    {
        try
        {
            stream.Write(events.WrittenSpan);
            stream.Flush();
            events.ResetWrittenCount();
        }
        catch (IOException e)
        {
            throw new StorageException($"{mine}: could not be written: {e.Message}", e);
        }
    }

    void Join(FileStream whole)
    {
        whole.WriteByte((byte)'[');
        stream.CopyTo(whole);
        byte[] head = new byte[sizeof(long)], chunk = new byte[ChunkBytes];
        for (int rank = 1; rank < communicator.Size; rank++)
        {
            whole.Write(",\n"u8);
            communicator.Exchange(rank, [], head);
            for (long left = BitConverter.ToInt64(head); left > 0;)
            {
                var part = chunk.AsSpan(0, (int)Math.Min(left, chunk.Length));
                communicator.Exchange(rank, [], part);
                whole.Write(part);
                left -= part.Length;
            }
        }
        whole.Write("\n]\n"u8);
    }

    const int ChunkBytes = 1 << 20;

    void Give()
    {
        long left = stream.Length - 1;
        communicator.Exchange(0, BitConverter.GetBytes(left), []);
        for (byte[] chunk = new byte[ChunkBytes]; left > 0;)
        {
            var part = chunk.AsSpan(0, (int)Math.Min(left, chunk.Length));
            stream.ReadExactly(part);
            communicator.Exchange(0, part, []);
            left -= part.Length;
        }
    }
}
