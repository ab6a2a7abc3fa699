using System.Globalization;
using System.Text;
using Rossby.Core;
using static Rossby.Mpi.MpiLibrary;

namespace Rossby.Mpi;

/// <summary>Has every rank tell every other where it runs.</summary>
internal static unsafe class RankPlaces
{
    const int RecordBytes = 512;

    /// <summary>The topology of a communicator; ranks share a node when they can share memory.</summary>
    public static RankTopology Gather(MpiConstants constants, nint world)
    {
        Check(Native.MPI_Comm_rank(world, out int rank));
        Check(Native.MPI_Comm_size(world, out int size));
        nint node = 0;
        Check(Native.MPI_Comm_split_type(world, constants.SharedMemory, rank, constants.InfoNull, ref node));
        Check(Native.MPI_Comm_rank(node, out int localRank));
        Check(Native.MPI_Comm_size(node, out int localSize));
        int[] members = new int[localSize];
        fixed (int* all = members) Check(Native.MPI_Allgather(&rank, sizeof(int), constants.Byte, all, sizeof(int), constants.Byte, node));
        Check(Native.MPI_Comm_free(ref node));

        string cores = CoreList.OfThisProcess();
        byte[] mine = new byte[RecordBytes], every = new byte[RecordBytes * size];
        Encoding.UTF8.GetBytes($"{members[0]}\t{localRank}\t{HostName()}\t{cores}\t{NumaList.OfCores(cores)}\t{VisibleGpus.Count}", mine);
        fixed (byte* from = mine, into = every)
            Check(Native.MPI_Allgather(from, RecordBytes, constants.Byte, into, RecordBytes, constants.Byte, world));
        var records = Enumerable.Range(0, size).Select(r => Encoding.UTF8.GetString(every, r * RecordBytes, RecordBytes).TrimEnd('\0').Split('\t')).ToArray();
        var leaders = records.Select(r => Number(r[0])).Distinct().Order().ToList();
        return new RankTopology(rank, [.. records.Select(r =>
        {
            int local = Number(r[1]), gpus = Number(r[5]);
            return new RankPlace(r[2], leaders.IndexOf(Number(r[0])), local, r[3], r[4], gpus > 0 ? local % gpus : null);
        })]);
    }

    static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    static string HostName()
    {
        byte* text = stackalloc byte[1024];
        Check(Native.MPI_Get_processor_name(text, out int length));
        return Encoding.UTF8.GetString(text, length).Trim('\0');
    }
}
