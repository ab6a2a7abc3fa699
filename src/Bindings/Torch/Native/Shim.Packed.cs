using System.Runtime.InteropServices;

namespace Rossby.Torch;

// Packed layers (rossby_packed.h).
static unsafe partial class Shim
{
    [LibraryImport(Library)]
    internal static partial int rt_pack_conv2d(nint x, nint weight, nint bias, long* stride, long* padding, long* dilation, PackedTail.Layout* tail, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_pack_atrous(nint x, nint weight, long dilation, int latitude, int longitude, PackedTail.Layout* tail, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_pack_conv_transpose2d(
        nint x, nint weight, nint bias, long* stride, long* padding, long* outputPadding, PackedTail.Layout* tail, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_packed_call(nint packed, nint x, nint added, out nint result);

    [LibraryImport(Library)]
    internal static partial void rt_free_packed(nint packed);
}
