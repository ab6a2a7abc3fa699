using Rossby.Core;

namespace Rossby.Hdf5;

/// <summary>The libhdf5 in this process.</summary>
public static unsafe class H5Library
{
    /// <summary>Its version, such as 1.10.8.</summary>
    /// <exception cref="LibraryMissingException">No libhdf5 loads.</exception>
    public static Version Version
    {
        get
        {
            using var gate = HdfGate.Enter();
            _ = Native.H5get_libversion(out uint major, out uint minor, out uint release);
            return new Version((int)major, (int)minor, (int)release);
        }
    }

    /// <summary>Whether it was built with its own global lock. Rossby locks all the same: libnetcdf needs it.</summary>
    public static bool IsThreadSafe
    {
        get
        {
            using var gate = HdfGate.Enter();
            uint threadSafe = 0; // hbool_t is one byte or four, by version
            return Native.H5is_library_threadsafe(&threadSafe) >= 0 && threadSafe != 0;
        }
    }
}
