using System.Runtime.InteropServices;

namespace Rossby.Torch;

// Packed convolutions.
static unsafe partial class Shim
{
    [LibraryImport(Library)]
    internal static partial int rt_pack_conv2d(nint x, nint weight, nint bias, long* stride, long* padding, long* dilation, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_packed_conv2d(nint packed, nint x, out nint result);

    [LibraryImport(Library)]
    internal static partial void rt_free_packed(nint packed);
}
