using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>Open files of a source, so that each is opened once while its steps are read, and no more are open than a process may have.</summary>
internal sealed class OpenFiles : IDisposable
{
    const int MostIdle = 32;
    readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);
    readonly LinkedList<string> idle = [];
    readonly Lock sync = new();

    sealed class Entry(NetCdfFile file)
    {
        internal NetCdfFile File { get; } = file;

        internal int Users { get; set; }
    }

    /// <summary>Uses a file; another thread may use it at the same time.</summary>
    internal TResult Use<TResult>(string path, Func<NetCdfFile, TResult> use)
    {
        Entry entry;
        lock (sync)
        {
            if (!entries.TryGetValue(path, out entry!)) entries[path] = entry = new Entry(NetCdfFile.Open(path));
            if (entry.Users++ == 0) idle.Remove(path);
        }
        try
        {
            return use(entry.File);
        }
        finally
        {
            lock (sync)
            {
                if (--entry.Users == 0) idle.AddLast(path);
                while (idle.Count > MostIdle)
                {
                    entries.Remove(idle.First!.Value, out var oldest);
                    idle.RemoveFirst();
                    oldest!.File.Dispose();
                }
            }
        }
    }

    public void Dispose()
    {
        lock (sync)
        {
            foreach (var entry in entries.Values) entry.File.Dispose();
            entries.Clear();
            idle.Clear();
        }
    }
}
