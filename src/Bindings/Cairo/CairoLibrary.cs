using System.Runtime.InteropServices;
using Rossby.Core;

namespace Rossby.Cairo;

/// <summary>The libcairo in this process.</summary>
public static unsafe class CairoLibrary
{
    /// <summary>Its version, such as 1.16.0.</summary>
    /// <exception cref="LibraryMissingException">No libcairo loads.</exception>
    public static string Version => Marshal.PtrToStringUTF8((nint)Native.cairo_version_string())!;
}
