using System.Runtime.InteropServices;
using Rossby.Core;

namespace Rossby.NetCdf;

/// <summary>Turns libnetcdf's status into an exception that names the file, the variable, the code and its text.</summary>
internal static unsafe class NetCdfError
{
    /// <param name="status">What the library returned.</param>
    /// <param name="where">File and variable, for the message.</param>
    /// <param name="path">The file being written: what the system says of it is truer than what the library makes of that.</param>
    internal static void Write(int status, string where, string path)
    {
        if (status != 0) throw new StorageException($"{where}: cannot be written: {WriteTrial.Failure(path) ?? Text(status)}");
    }

    /// <summary>For a status of definitions, whose faults are the caller's: a name twice, a type that the format lacks.</summary>
    internal static void Define(int status, string where, string path)
    {
        if (status > 0) Write(status, where, path);
        if (status != 0) throw new ArgumentException($"{where}: cannot be defined: {Text(status)}");
    }

    static string Text(int status) => $"netCDF {status}, {Marshal.PtrToStringUTF8((nint)Native.nc_strerror(status))}";
}
