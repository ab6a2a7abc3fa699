using System.Runtime.InteropServices;

namespace Rossby.Torch;

// Whole lists.
static unsafe partial class Shim
{
    [LibraryImport(Library)]
    internal static partial int rt_adamw_step(nint* parameters, nint* mean, nint* variance, int n, double learningRate, double beta1, double beta2, double epsilon, double weightDecay, long step);

    [LibraryImport(Library)]
    internal static partial int rt_gradient_norm(nint* tensors, int n, out double norm);

    [LibraryImport(Library)]
    internal static partial int rt_scale_gradients(nint* tensors, int n, double factor);
}
