using System.Runtime.InteropServices;

namespace Rossby.Torch;

// Padding.
static unsafe partial class Shim
{
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int rt_pad(nint a, long* pad, int n, string mode, double value, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_pad_grid(nint a, long top, long bottom, long left, long right, int periodicLatitude, int periodicLongitude, out nint result);
}
