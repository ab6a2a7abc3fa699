using Rossby.Torch;

namespace Rossby.Benchmarks.Gpu;

/// <summary>Work that keeps a GPU busy for some tenths of a second, while the host enqueues what is to be timed behind it.</summary>
internal sealed class BusyDevice : IDisposable
{
    // 1.1 TFLOP each, at some 700 TFLOP/s.
    const int Side = 8192, Products = 200;

    readonly OwnedTensor a, b;

    /// <summary>Takes its memory.</summary>
    public BusyDevice(Device device)
    {
        using var scope = TensorScope.Begin();
        a = Tensor.Ones([Side, Side], ScalarType.BFloat16, device).ToOwned();
        b = Tensor.Ones([Side, Side], ScalarType.BFloat16, device).ToOwned();
    }

    /// <summary>Enqueues it.</summary>
    public void Work()
    {
        using var noGrad = Autograd.NoGrad();
        for (int i = 0; i < Products; i++)
        {
            using var scope = TensorScope.Begin();
            scope.Import(a).MatMul(scope.Import(b));
        }
    }

    public void Dispose()
    {
        a.Dispose();
        b.Dispose();
    }
}
