using System.Runtime.InteropServices;

namespace Rossby.Torch;

// Whole lists.
static unsafe partial class Shim
{
    [LibraryImport(Library)]
    internal static partial int rt_sgd_step(nint* parameters, nint* momentum, double* weightDecay, int n, SgdOptions* options, LarcOptions* larc, long step);

    [LibraryImport(Library)]
    internal static partial int rt_adam_step(nint* parameters, nint* mean, nint* variance, double* weightDecay, int n, AdamOptions* options, LarcOptions* larc, long step);

    [LibraryImport(Library)]
    internal static partial int rt_lamb_step(nint* parameters, nint* mean, nint* variance, double* weightDecay, int n, AdamOptions* options, LambOptions* lamb, LarcOptions* larc, long step);

    [LibraryImport(Library)]
    internal static partial int rt_gradient_norm(nint* tensors, int n, out double norm);

    [LibraryImport(Library)]
    internal static partial int rt_scale_gradients(nint* tensors, int n, double factor);
}
