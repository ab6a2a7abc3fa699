using System.Globalization;
using Rossby.Core;

namespace Rossby.Cli;

/// <summary>The log of a rank, <c>runs/&lt;name&gt;/log/rank-0.txt</c>: one line per message, appended, with UTC times.</summary>
internal sealed class LogFile : IDisposable
{
    readonly StreamWriter writer;
    readonly Lock gate = new();

    /// <exception cref="StorageException">It cannot be opened.</exception>
    public LogFile(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            writer = new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true, NewLine = "\n" };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{path}: cannot be written: {e.Message}", e);
        }
    }

    public void Write(string level, string text)
    {
        string time = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        lock (gate)
        {
            foreach (string line in text.Split('\n')) writer.WriteLine($"{time} {level,-7} {line}");
        }
    }

    public void Dispose() => writer.Dispose();
}
