using System.Runtime.InteropServices;

namespace Rossby.Torch;

// Shape and order.
static unsafe partial class Shim
{
    [LibraryImport(Library)]
    internal static partial int rt_cat(nint* tensors, int n, long dim, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_slice(nint a, long dim, long start, long end, long step, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_index_select(nint a, long dim, nint index, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_gather(nint a, long dim, nint index, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_permute(nint a, long* dims, int n, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_reshape(nint a, long* shape, int n, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_view(nint a, long* shape, int n, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_expand(nint a, long* shape, int n, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_unsqueeze(nint a, long dim, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_squeeze(nint a, long dim, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_flip(nint a, long* dims, int n, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_roll(nint a, long* shifts, long* dims, int n, out nint result);
}
