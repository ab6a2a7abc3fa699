using System.Runtime.InteropServices;

namespace Rossby.Torch;

// Tensors side by side, and optimizers over them: shim/rossby_flat.h.
static unsafe partial class Shim
{
    [LibraryImport(Library)]
    internal static partial int rt_flatten(nint* tensors, int n, out nint flat);

    [LibraryImport(Library)]
    internal static partial int rt_optimizer_new(nint* parameters, int n, double* weightDecay, int kinds, out nint result);

    [LibraryImport(Library)]
    internal static partial void rt_optimizer_free(nint optimizer);

    [LibraryImport(Library)]
    internal static partial int rt_optimizer_state(nint optimizer, int kind, int i, out nint result);

    [LibraryImport(Library)]
    internal static partial int rt_optimizer_step(nint optimizer, OptimizerRule* rule, double learningRate, long step);

    [LibraryImport(Library)]
    internal static partial int rt_optimizer_step_as_told(nint optimizer, OptimizerRule* rule, Told* told);

    [LibraryImport(Library)]
    internal static partial int rt_optimizer_launch(nint launch);

    // The layout is rt_told's.
    internal struct Told
    {
        public nint Rate, Number, Scale, Loss, Norm, Made;
    }
}
