using System.Runtime.InteropServices;
using Rossby.Core;

namespace Rossby.NetCdf;

/// <summary>The libnetcdf in this process.</summary>
public static unsafe class NetCdfLibrary
{
    /// <summary>Its version, such as 4.9.0.</summary>
    /// <exception cref="LibraryMissingException">No libnetcdf loads.</exception>
    public static string Version
    {
        get
        {
            using var gate = HdfGate.Enter();
            return Marshal.PtrToStringUTF8((nint)Native.nc_inq_libvers())!.Split(' ')[0];
        }
    }
}
