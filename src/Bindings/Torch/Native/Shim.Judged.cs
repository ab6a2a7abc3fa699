using System.Runtime.InteropServices;

namespace Rossby.Torch;

// Steps that ask nothing of the device.
static unsafe partial class Shim
{
    [LibraryImport(Library)]
    internal static partial int rt_judge(nint* parameters, int n, nint loss, Told* told);

    [LibraryImport(Library)]
    internal static partial int rt_judged_sgd_step(nint* parameters, nint* momentum, double* weightDecay, int n, SgdOptions* options, LarcOptions* larc, Told* told);

    [LibraryImport(Library)]
    internal static partial int rt_judged_adam_step(nint* parameters, nint* mean, nint* variance, double* weightDecay, int n, AdamOptions* options, LarcOptions* larc, Told* told);

    [LibraryImport(Library)]
    internal static partial int rt_judged_lamb_step(
        nint* parameters, nint* mean, nint* variance, double* weightDecay, int n, AdamOptions* options, LambOptions* lamb, LarcOptions* larc, Told* told);

    // The layout is rt_told's.
    internal struct Told
    {
        public nint Rate, Number, Scale, Norm, Made;
    }
}
