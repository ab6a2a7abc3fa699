using System.Globalization;
using System.Text;
using Rossby.Core;
using static Rossby.Mpi.MpiLibrary;

namespace Rossby.Mpi;

/// <summary>Has every rank tell every other where it runs.</summary>
internal static unsafe class RankPlaces
{
    const int RecordBytes = 1024;
    const string KernelId = "/proc/sys/kernel/random/boot_id", Mounts = "/proc/self/mountinfo";

    /// <summary>The topology of a communicator.</summary>
    public static RankTopology Gather(MpiConstants constants, nint world)
    {
        Check(Native.MPI_Comm_rank(world, out int rank));
        Check(Native.MPI_Comm_size(world, out int size));
        string cores = CoreList.OfThisProcess();
        byte[] mine = new byte[RecordBytes], every = new byte[RecordBytes * size];
        Encoding.UTF8.GetBytes($"{FirstOfNode(constants, world, rank)}\t{HostName()}\t{SharedFolder()}\t{cores}\t{NumaList.OfCores(cores)}\t{VisibleGpus.Count}", mine);
        fixed (byte* from = mine, into = every)
            Check(Native.MPI_Allgather(from, RecordBytes, constants.Byte, into, RecordBytes, constants.Byte, world));
        var records = Enumerable.Range(0, size).Select(r => Encoding.UTF8.GetString(every, r * RecordBytes, RecordBytes).TrimEnd('\0').Split('\t')).ToArray();
        var nodes = NodeNumbering.Of([.. records.Select(r => ($"{r[1]}\t{r[2]}", int.Parse(r[0], CultureInfo.InvariantCulture)))]);
        return new RankTopology(rank, [.. records.Zip(nodes, (r, at) =>
        {
            int gpus = int.Parse(r[5], CultureInfo.InvariantCulture);
            return new RankPlace(r[1], at.Node, at.LocalRank, r[3], r[4], gpus > 0 ? at.LocalRank % gpus : null);
        })]);
    }

    static int FirstOfNode(MpiConstants constants, nint world, int rank)
    {
        nint node = 0;
        Check(Native.MPI_Comm_split_type(world, constants.SharedMemory, rank, constants.InfoNull, ref node));
        Check(Native.MPI_Comm_size(node, out int size));
        int[] members = new int[size];
        fixed (int* all = members) Check(Native.MPI_Allgather(&rank, sizeof(int), constants.Byte, all, sizeof(int), constants.Byte, node));
        Check(Native.MPI_Comm_free(ref node));
        return members[0];
    }

    // Which kernel, and which /dev/shm under it: containers of one host may each have their own.
    static string SharedFolder()
    {
        string kernel = File.Exists(KernelId) ? File.ReadAllText(KernelId).Trim() : "";
        var mount = File.Exists(Mounts) ? File.ReadLines(Mounts).Select(line => line.Split(' ')).LastOrDefault(fields => fields is [_, _, _, _, "/dev/shm", ..]) : null;
        return $"{kernel} {mount?[2]}";
    }

    static string HostName()
    {
        byte* text = stackalloc byte[1024];
        Check(Native.MPI_Get_processor_name(text, out int length));
        return Encoding.UTF8.GetString(text, length).Trim('\0');
    }
}
