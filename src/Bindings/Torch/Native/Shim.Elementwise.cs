using System.Runtime.InteropServices;

namespace Rossby.Torch;

// Element by element.
static unsafe partial class Shim
{
    [LibraryImport(Library)]
    internal static partial int rt_add(nint a, nint b, double alpha, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_mul(nint a, nint b, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_div(nint a, nint b, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_maximum(nint a, nint b, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_add_scalar(nint a, double b, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_mul_scalar(nint a, double b, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_pow_scalar(nint a, double exponent, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_clamp(nint a, double low, double high, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_add_(nint a, nint b, double alpha);

    [LibraryImport(Library)]
    internal static partial int rt_mul_(nint a, nint b);

    [LibraryImport(Library)]
    internal static partial int rt_add_scalar_(nint a, double b);

    [LibraryImport(Library)]
    internal static partial int rt_mul_scalar_(nint a, double b);

    [LibraryImport(Library)]
    internal static partial int rt_copy_(nint a, nint source);

    [LibraryImport(Library)]
    internal static partial int rt_fill_(nint a, double value);

    [LibraryImport(Library)]
    internal static partial int rt_relu(nint a, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_relu_(nint a);

    [LibraryImport(Library)]
    internal static partial int rt_sigmoid(nint a, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_exp(nint a, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_log(nint a, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_sqrt(nint a, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_abs(nint a, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_isnan(nint a, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_nan_to_num(nint a, double value, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_logical_not(nint a, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_logical_and(nint a, nint b, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_compare(int relation, nint a, nint b, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_compare_scalar(int relation, nint a, double b, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_where(nint condition, nint a, nint b, out nint result);
}
