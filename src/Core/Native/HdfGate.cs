using System.Runtime.InteropServices;

namespace Rossby.Core;

/// <summary>
/// The one lock that every call of libhdf5 and libnetcdf goes through. libnetcdf is not thread-safe and calls the same
/// libhdf5 that we call, so the two bindings share it.
/// </summary>
/// <example><code>using var gate = HdfGate.Enter();</code></example>
public static unsafe class HdfGate
{
    static readonly Lock Gate = new();
    static delegate* unmanaged<long, nint, nint, int> silence;
    static bool looked;

    [ThreadStatic]
    static bool silenced;

    /// <summary>Takes the lock until the result is disposed; re-entrant on one thread.</summary>
    public static Held Enter()
    {
        Gate.Enter();
        if (!silenced) Silence();
        return default;
    }

    // HDF5 keeps its error stack and its habit of printing it per thread.
    static void Silence()
    {
        if (!looked)
        {
            looked = true;
            // Network file systems refuse HDF5's locks or hang on them; our own writers rename, so no reader sees half a file.
            if (Environment.GetEnvironmentVariable("HDF5_USE_FILE_LOCKING") is null) Libc.SetEnvironment("HDF5_USE_FILE_LOCKING", "FALSE");
            if (LibraryFinder.TryLoad(NativeLibraries.Hdf5, out var hdf5, out _) && NativeLibrary.TryGetExport(hdf5.Handle, "H5Eset_auto2", out nint address))
            {
                silence = (delegate* unmanaged<long, nint, nint, int>)address;
                // At exit libhdf5 would close what is still open, and dies by SIGSEGV on a file that a full disk kept from closing.
                // Whatever is meant to last was closed and renamed long before.
                if (NativeLibrary.TryGetExport(hdf5.Handle, "H5dont_atexit", out nint stay)) ((delegate* unmanaged<int>)stay)();
                if (NativeLibrary.TryGetExport(hdf5.Handle, "H5open", out nint open)) ((delegate* unmanaged<int>)open)();
            }
        }
        if (silence != null) silence(0, 0, 0);
        silenced = true;
    }

    /// <summary>Proof that this thread holds the lock; disposing gives it back.</summary>
    public readonly ref struct Held
    {
        /// <summary>Gives the lock back.</summary>
        public void Dispose() => Gate.Exit();
    }
}
