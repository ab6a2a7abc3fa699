using Rossby.Core;
using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>
/// Reads a file for no other end than to see whether libhdf5 survives it: 1.10 ends the process on some damaged files (about one in a thousand with a
/// few bytes changed), so the program looks in a process of its own first.
/// </summary>
public static class SourceProbe
{
    /// <summary>Files up to this size are read whole, larger ones up to their coordinates.</summary>
    const long MostBytes = 16 << 20;

    /// <summary>Whether a file is one that only libhdf5 can read.</summary>
    public static bool NeedsLook(string path) => NetCdfFile.IsHdf5(path);

    /// <summary>Opens the file, and reads its header and, when it is small, all it holds. What is merely wrong is left for the real reading to report.</summary>
    public static void Look(string path)
    {
        try
        {
            using var file = NetCdfFile.Open(path);
            _ = SourceFile.Read(file, FilesSourceConfig.AnyLayout);
            if (new FileInfo(path).Length > MostBytes) return;
            foreach (var variable in file.Variables.Where(v => v.Refusal == null && v.ElementBytes > 0)) Read(variable);
        }
        catch (RossbyException)
        {
            // Said where the file is asked for something.
        }
    }

    static void Read(NetCdfVariable variable)
    {
        try
        {
            _ = variable.ReadDecoded();
        }
        catch (DataException)
        {
            // As above; the variables after it are still to be looked at.
        }
    }
}
