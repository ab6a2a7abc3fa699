using System.Runtime.InteropServices;

namespace Rossby.Torch;

// Steps over many ranks.
static unsafe partial class Shim
{
    [LibraryImport(Library)]
    internal static partial int rt_batch_norm_across(
        nint sum, nint context, nint x, nint weight, nint bias, nint mean, nint variance, double momentum, double epsilon, nint added, int activation, nint slope, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_buckets_rouse(nint b);
}
