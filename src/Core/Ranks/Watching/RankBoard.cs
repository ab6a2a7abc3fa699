using System.Text;

namespace Rossby.Core;

/// <summary>
/// The records of all ranks of a job, as one node knows them: those of its own ranks are written by these, the others' by the node's watcher. Behind them lie
/// texts that name the source files in the hands of the node's own ranks.
/// </summary>
/// <param name="memory">Of <see cref="BytesFor"/> bytes, zeros at first; the caller owns it.</param>
/// <param name="size">Ranks of the job.</param>
public sealed unsafe class RankBoard(byte* memory, int size)
{
    const int HeadBytes = 128, TextBytes = 4096;

    /// <summary>Ranks of the job.</summary>
    public int Size => size;

    /// <summary>What a board takes.</summary>
    public static long BytesFor(int size, int localRanks) => HeadBytes + (long)size * RankRecord.Bytes + (long)localRanks * TextBytes;

    /// <summary>The record of a rank.</summary>
    public ref RankRecord this[int rank] => ref ((RankRecord*)(memory + HeadBytes))[rank];

    /// <summary>The rank for which the job is ended, plus 1; 0 while it goes on.</summary>
    public ref long Condemned => ref *(long*)memory;

    /// <summary>Notes which source files a rank of this node works on: one a line; what is too long is cut off.</summary>
    public void WriteSources(int localRank, string lines)
    {
        var text = Text(localRank);
        text.Clear();
        // The last byte stays 0: a reader finds an end whenever it looks.
        Encoding.UTF8.TryGetBytes(lines.AsSpan(0, Math.Min(lines.Length, (TextBytes - 1) / 4)), text[..^1], out _);
    }

    /// <summary>The source files that a rank of this node works on.</summary>
    public string[] ReadSources(int localRank)
    {
        var text = Text(localRank);
        return Encoding.UTF8.GetString(text[..text.IndexOf((byte)0)]).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    Span<byte> Text(int localRank) => new(memory + HeadBytes + (long)size * RankRecord.Bytes + (long)localRank * TextBytes, TextBytes);
}
