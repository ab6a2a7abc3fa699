using System.Runtime.InteropServices;
using Rossby.Core;

namespace Rossby.Hdf5;

/// <summary>Turns the library's error stack into an exception that names the file and the object.</summary>
internal static unsafe class H5Error
{
    /// <summary>The stack of this thread, innermost first, one line each; clears it.</summary>
    internal static string Take()
    {
        var lines = new List<string>();
        var handle = GCHandle.Alloc(lines);
        _ = Native.H5Ewalk2(0, 0, &Native.CollectError, (void*)GCHandle.ToIntPtr(handle));
        handle.Free();
        _ = Native.H5Eclear2(0);
        return lines.Count == 0 ? "no reason given by HDF5" : string.Join("\n  ", lines);
    }

    /// <summary>Passes a result on, or throws: reading failed, so the file is at fault.</summary>
    internal static long Read(long result, string what) =>
        result >= 0 ? result : throw new DataException($"{what}: cannot be read by HDF5:\n  {Take()}");

    /// <summary>Passes a result on, or throws: writing failed, so the storage is at fault.</summary>
    internal static long Write(long result, string what) =>
        result >= 0 ? result : throw new StorageException($"{what}: cannot be written by HDF5:\n  {Take()}");
}
