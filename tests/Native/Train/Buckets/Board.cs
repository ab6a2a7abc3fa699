using System.Runtime.InteropServices;
using Rossby.Core;

namespace Rossby.Tests.Native;

/// <summary>A board of ranks that are threads of this process.</summary>
sealed unsafe class Board(int ranks) : IDisposable
{
    readonly byte* memory = (byte*)NativeMemory.AllocZeroed((nuint)RankBoard.BytesFor(ranks, ranks));

    public RankRecord this[int rank] => new RankBoard(memory, ranks)[rank];

    public RankPulse PulseOf(int rank) => new(new RankBoard(memory, ranks), rank, rank);

    public void Dispose() => NativeMemory.Free(memory);
}
