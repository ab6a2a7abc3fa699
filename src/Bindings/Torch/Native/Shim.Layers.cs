using System.Runtime.InteropServices;

namespace Rossby.Torch;

// Layers.
static unsafe partial class Shim
{
    [LibraryImport(Library)]
    internal static partial int rt_linear(nint x, nint weight, nint bias, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_matmul(nint a, nint b, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_conv2d(nint x, nint weight, nint bias, long* stride, long* padding, long* dilation, long groups, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_conv_transpose2d(nint x, nint weight, nint bias, long* stride, long* padding, long* outputPadding, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_max_pool2d(nint x, long* kernel, long* stride, long* padding, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_avg_pool2d(nint x, long* kernel, long* stride, long* padding, int countPadding, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_adaptive_avg_pool2d(nint x, long* size, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_upsample_bilinear2d(nint x, long* size, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_upsample_periodic(nint x, long factor, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_batch_norm(
        nint x, nint weight, nint bias, nint mean, nint variance, int training, double momentum, double epsilon, nint added, int activation, nint slope, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_depthwise(nint x, nint weight, long stride, long dilation, int latitude, int longitude, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_atrous(nint x, nint weight, long dilation, int latitude, int longitude, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_prelu(nint x, nint slope, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_dropout_mask(nint like, double probability, ulong* keys, int n, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_cross_entropy(nint logits, nint target, nint weight, int reduction, long ignoreIndex, out nint result);
}
