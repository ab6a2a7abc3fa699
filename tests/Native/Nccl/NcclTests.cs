using System.Runtime.InteropServices;
using Rossby.Core;
using Rossby.Nccl;
using Xunit;

namespace Rossby.Tests.Native;

/// <summary>The binding, driven through a library that is compiled here (in_memory.c) and has NCCL's C API; NCCL itself needs a GPU.</summary>
[Collection(NcclInMemory.Collection)]
public sealed unsafe class NcclTests
{
    static nint library => NcclInMemory.Library;

    static int Ask(string name) => NcclInMemory.Ask(name);

    static NcclCommunicator Alone()
    {
        _ = library;
        return NcclCommunicator.Join(NcclId.New(), 0, 1);
    }

    [Fact]
    public void A_rank_joins_by_an_id_whose_bytes_arrive_and_leaves()
    {
        _ = library;
        var id = NcclId.New();
        using (var communicator = NcclCommunicator.Join(id, 0, 1))
        {
            Assert.Equal((1, 0), (communicator.Ranks, communicator.Rank));
            var byteOf = (delegate* unmanaged<int, sbyte>)NativeLibrary.GetExport(library, "in_memory_id");
            for (int i = 0; i < NcclId.Length; i++) Assert.Equal((sbyte)id.ToBytes()[i], byteOf(i));
            Assert.Equal(1, Ask("in_memory_alive"));
        }
        Assert.Equal(0, Ask("in_memory_alive"));
        Assert.Equal("2.28.9", NcclCommunicator.Version);
    }

    [Fact]
    public void An_id_goes_to_other_ranks_as_its_bytes()
    {
        _ = library;
        var id = NcclId.New();
        Assert.Equal(id.ToBytes(), NcclId.From(id.ToBytes()).ToBytes());
        Assert.Throws<ArgumentException>(() => NcclId.From(new byte[16]));
    }

    [Theory]
    [InlineData(NcclType.UInt8, 1)]
    [InlineData(NcclType.Int64, 8)]
    [InlineData(NcclType.Float16, 2)]
    [InlineData(NcclType.Float32, 4)]
    [InlineData(NcclType.Float64, 8)]
    [InlineData(NcclType.BFloat16, 2)]
    public void The_sum_of_in_memory_is_its_own_and_goes_by_the_stream_given(NcclType type, int size)
    {
        using var communicator = Alone();
        byte[] from = [.. Enumerable.Range(0, 3 * size + 1).Select(i => (byte)(i + 1))], to = new byte[from.Length];
        fixed (byte* f = from, t = to) communicator.Allreduce((nint)f, (nint)t, 3, type, NcclReduction.Sum, stream: 4711);
        // Three elements, and not a byte more.
        Assert.Equal([.. from[..^1], (byte)0], to);
        Assert.Equal(4711, *(nint*)NativeLibrary.GetExport(library, "in_memory_stream"));
    }

    [Fact]
    public void Calls_of_a_group_begin_with_its_end()
    {
        using var communicator = Alone();
        float a = 1, b = 2, toA = 0, toB = 0;
        using (NcclGroup.Begin())
        {
            communicator.Broadcast((nint)(&a), (nint)(&toA), 1, NcclType.Float32, root: 0, stream: 0);
            communicator.Allreduce((nint)(&b), (nint)(&toB), 1, NcclType.Float32, NcclReduction.Mean, stream: 0);
            Assert.Equal((2, 0f, 0f), (Ask("in_memory_waiting"), toA, toB));
        }
        Assert.Equal((0, 1f, 2f), (Ask("in_memory_waiting"), toA, toB));
    }

    [Fact]
    public void What_NCCL_refuses_is_told_in_its_own_words()
    {
        using var communicator = Alone();
        var error = Assert.Throws<NcclException>(() => communicator.Broadcast(0, 0, 1, NcclType.Float32, root: 3, stream: 0));
        Assert.Equal((4, "NCCL: broadcast of 1 Float32 from rank 3: invalid argument (root is not in the communicator)"), (error.Result, error.Message));
        Assert.Equal(4, Assert.Throws<NcclException>(() => NcclCommunicator.Join(NcclId.New(), 2, 2)).Result);
        Assert.Equal(ExitCode.InputOutput, error.ExitCode);
    }

    [Fact]
    public void A_call_that_fails_later_is_found_and_an_aborted_communicator_is_no_more()
    {
        using var communicator = Alone();
        communicator.ThrowIfFailed();
        var fail = (delegate* unmanaged<int, void>)NativeLibrary.GetExport(library, "in_memory_fail");
        fail(7);
        communicator.ThrowIfFailed();
        fail(6);
        var error = Assert.Throws<NcclException>(communicator.ThrowIfFailed);
        fail(0);
        Assert.Contains("remote process exited", error.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.RankLost, error.ExitCode);
        communicator.Abort();
        Assert.Equal(0, Ask("in_memory_alive"));
        Assert.Throws<ObjectDisposedException>(() => communicator.Ranks);
    }
}
