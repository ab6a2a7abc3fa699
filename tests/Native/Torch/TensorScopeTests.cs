using Rossby.Tests.Support;
using Rossby.Torch;
using Xunit;

namespace Rossby.Tests.Native;

[LeakCheck]
public sealed class TensorScopeTests
{
    [Fact]
    public void A_scope_frees_every_tensor_that_was_made_in_it()
    {
        long before = TorchInfo.LiveHandles;
        using (TensorScope.Begin())
        {
            var x = Tensor.Ones([2, 3]);
            for (int i = 0; i < 1000; i++) x = x + 1;
            Assert.Equal(before + 1001, TorchInfo.LiveHandles);
        }
        Assert.Equal(before, TorchInfo.LiveHandles);
    }

    [Fact]
    public void A_tensor_used_after_its_scope_says_what_to_do()
    {
        Tensor kept;
        using (TensorScope.Begin()) kept = Tensor.Ones([2]);

        var error = Assert.Throws<ObjectDisposedException>(() => kept.Relu());
        Assert.Contains("ToOwned", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_operation_without_a_scope_is_refused_and_leaves_nothing_behind()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Tensor.Ones([2]));
        Assert.Contains("TensorScope.Begin", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_returned_tensor_lives_in_the_enclosing_scope()
    {
        using var outer = TensorScope.Begin();
        Tensor result;
        using (var inner = TensorScope.Begin()) result = inner.Return(Tensor.Ones([3]).Sum());
        Assert.Equal(3, result.Item());
    }

    [Fact]
    public void A_tensor_that_is_freed_ends_at_once_and_its_gradients_stay()
    {
        using var scope = TensorScope.Begin();
        var x = Tensor.Full([3], 2).SetRequiresGrad();
        var square = x * x;
        var y = (square * square).Sum();
        long before = TorchInfo.LiveHandles;
        square.Free();
        Assert.Equal(before - 1, TorchInfo.LiveHandles);
        Assert.Throws<ObjectDisposedException>(square.Free);
        Assert.Throws<ObjectDisposedException>(() => square.Relu());
        y.Backward();
        // Of x^4.
        Assert.Equal([32f, 32f, 32f], x.Gradient!.ToArray<float>());
    }

    [Fact]
    public void A_scope_that_is_not_the_innermost_cannot_end()
    {
        using var outer = TensorScope.Begin();
        using var inner = TensorScope.Begin();
        Assert.Throws<InvalidOperationException>(outer.Dispose);
    }

    [Fact]
    public void An_owned_tensor_outlives_scopes_and_shares_its_memory_with_what_is_imported()
    {
        OwnedTensor owned;
        using (TensorScope.Begin()) owned = Tensor.From<float>([1, 2, 3], [3]).ToOwned();
        using (owned)
        {
            using (var scope = TensorScope.Begin()) scope.Import(owned).AddInPlace(10);
            using (var scope = TensorScope.Begin()) Assert.Equal([11f, 12f, 13f], scope.Import(owned).ToArray<float>());
        }
        Assert.Throws<ObjectDisposedException>(() =>
        {
            using var scope = TensorScope.Begin();
            scope.Import(owned);
        });
    }

    [Fact]
    public unsafe void Memory_of_a_channels_last_tensor_is_in_the_order_of_shards()
    {
        using var owned = OwnedTensor.Zeros([1, 3, 2, 2], format: MemoryFormat.ChannelsLast);
        var memory = new Span<float>((void*)owned.DataPointer, 12);
        for (int i = 0; i < memory.Length; i++) memory[i] = i;

        using var scope = TensorScope.Begin();
        // Channel 1 of [H, W, C] memory is every third value from the second on.
        Assert.Equal([1f, 4f, 7f, 10f], scope.Import(owned).Narrow(1, 1, 1).ToArray<float>());
    }

    [Fact]
    public unsafe void A_tensor_over_the_callers_memory_reads_it_by_its_strides()
    {
        float[] values = [0, 1, 2, 3, 4, 5];
        using var scope = TensorScope.Begin();
        fixed (float* p = values)
        {
            var transposed = Tensor.FromMemory((nint)p, [3, 2], [1, 3]);
            Assert.Equal([0f, 3f, 1f, 4f, 2f, 5f], transposed.ToArray<float>());
            transposed.MultiplyInPlace(2);
        }
        Assert.Equal(10, values[5]);
    }

    [Fact]
    public void An_error_names_the_operation_and_the_shapes()
    {
        using var scope = TensorScope.Begin();
        var error = Assert.Throws<TorchException>(() => Tensor.Ones([2, 3, 8, 8]).Conv2d(Tensor.Ones([4, 5, 3, 3]), null, 1, 1, 1));
        Assert.Equal("conv2d", error.Operation);
        Assert.Equal("[2, 3, 8, 8], [4, 5, 3, 3]", error.Shapes);
        Assert.Contains("channels", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Running_out_of_memory_is_its_own_error()
    {
        using var scope = TensorScope.Begin();
        var error = Assert.Throws<TorchOutOfMemoryException>(() => Tensor.Empty([1L << 45]));
        Assert.Contains("[35184372088832]", error.Message, StringComparison.Ordinal);
    }
}
