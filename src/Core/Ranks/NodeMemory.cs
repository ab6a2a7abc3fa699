using System.IO.MemoryMappedFiles;
using System.Text;

namespace Rossby.Core;

/// <summary>
/// Memory that all ranks of a node see: a file in /dev/shm, mapped by each and unlinked before anyone uses it, so that nothing is left whatever becomes
/// of the ranks.
/// </summary>
public sealed unsafe class NodeMemory : IDisposable
{
    const string Folder = "/dev/shm";
    const int NameBytes = 128;

    readonly MemoryMappedFile file;
    readonly MemoryMappedViewAccessor view;

    NodeMemory(FileStream stream, long bytes)
    {
        file = MemoryMappedFile.CreateFromFile(stream, null, bytes, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        view = file.CreateViewAccessor(0, bytes);
        byte* first = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref first);
        Pointer = first;
    }

    /// <summary>The first byte; zeros at first.</summary>
    public byte* Pointer { get; }

    /// <summary>Makes memory for the ranks of this rank's node, each of which calls it at once.</summary>
    /// <param name="link">The ranks.</param>
    /// <param name="bytes">How much, alike on each.</param>
    /// <param name="whileNamed">On the node's first rank: called with the file's path before it is unlinked, so that another process may <see cref="Open"/> it.</param>
    /// <exception cref="StorageException">There is not so much left.</exception>
    public static NodeMemory Share(IPointToPoint link, long bytes, Action<string>? whileNamed = null)
    {
        int[] ranks = link.Topology.LocalRanks;
        byte* name = stackalloc byte[NameBytes];
        var text = new Span<byte>(name, NameBytes);
        text.Clear();
        if (link.Rank != ranks[0])
        {
            nint told = link.Receive(ranks[0], name, NameBytes);
            link.Wait(ref told);
            var mine = Open(Encoding.UTF8.GetString(text.TrimEnd((byte)0)), bytes);
            nint mapped = link.Send(ranks[0], name, 1);
            link.Wait(ref mapped);
            return mine;
        }
        string path = $"{Folder}/rossby-{Guid.NewGuid():N}";
        Encoding.UTF8.GetBytes(path, text);
        try
        {
            // Space is taken now: a write to a page that there is no memory for would end the process.
            var memory = new NodeMemory(
                new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite, PreallocationSize = bytes }), bytes);
            foreach (int rank in ranks[1..])
            {
                nint tell = link.Send(rank, name, NameBytes);
                link.Wait(ref tell);
            }
            byte* answer = stackalloc byte[1];
            foreach (int rank in ranks[1..])
            {
                nint mapped = link.Receive(rank, answer, 1);
                link.Wait(ref mapped);
            }
            whileNamed?.Invoke(path);
            return memory;
        }
        catch (IOException e)
        {
            throw new StorageException($"{Folder}: no room for {bytes >> 20} MiB that the ranks of this node share: {e.Message}", e);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Maps memory that <see cref="Share"/> has made, while it has a name.</summary>
    public static NodeMemory Open(string path, long bytes) => new(new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite), bytes);

    /// <inheritdoc/>
    public void Dispose()
    {
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file.Dispose();
    }
}
