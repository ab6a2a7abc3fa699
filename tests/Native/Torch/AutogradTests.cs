using Rossby.Tests.Support;
using Rossby.Torch;
using Xunit;

namespace Rossby.Tests.Native;

[LeakCheck]
public sealed class AutogradTests
{
    [Fact]
    public void Gradients_reach_parameters_and_add_up_until_cleared()
    {
        using var w = new Parameter("w", [3], dtype: ScalarType.Float64);
        using var scope = TensorScope.Begin();
        w.Assign(Tensor.From<double>([1, 2, 3], [3]));
        Assert.Null(w.Gradient);
        (w.Value * w.Value).Sum().Backward();
        Assert.Equal([2.0, 4, 6], w.Gradient!.ToArray<double>());
        w.Value.Sum().Backward();
        Assert.Equal([3.0, 5, 7], w.Gradient!.ToArray<double>());
        Assert.Equal(Math.Sqrt(9 + 25 + 49), Autograd.GradientNorm([w]), 1e-14);
        Autograd.ScaleGradients([w], 0.5);
        Assert.Equal([1.5, 2.5, 3.5], w.Gradient!.ToArray<double>());
        Autograd.ClearGradients([w]);
        Assert.Null(w.Gradient);
    }

    [Fact]
    public void Nothing_is_recorded_under_no_grad()
    {
        using var w = new Parameter("w", [3]);
        using var scope = TensorScope.Begin();
        using (Autograd.NoGrad()) Assert.False((w.Value * 2).RequiresGrad);
        Assert.True((w.Value * 2).RequiresGrad);
        Assert.False(w.Value.Detach().RequiresGrad);
    }

    [Fact]
    public void A_graph_outlives_the_scope_of_the_tensors_in_it()
    {
        using var w = new Parameter("w", [2], dtype: ScalarType.Float64);
        using var outer = TensorScope.Begin();
        w.Assign(Tensor.From<double>([3, 4], [2]));
        Tensor loss;
        using (var inner = TensorScope.Begin()) loss = inner.Return((w.Value.Exp() * w.Value).Sum());
        loss.Backward();
        Assert.Equal(4 * Math.Exp(3), w.Gradient!.ToArray<double>()[0], 1e-12);
    }

    [Fact]
    public void A_parameter_keeps_its_name_and_shape_when_it_moves_to_another_type()
    {
        using var w = new Parameter("layer.weight", [2, 3, 1, 1]);
        using var scope = TensorScope.Begin();
        w.Assign(Tensor.From<float>([1, 2, 3, 4, 5, 6], [2, 3, 1, 1]));
        w.MoveTo(Device.Cpu, ScalarType.Float64);
        Assert.Equal(ScalarType.Float64, w.Value.DType);
        Assert.True(w.Value.RequiresGrad);
        Assert.Equal([1.0, 2, 3, 4, 5, 6], w.Value.ToArray<double>());
        w.Value.Sum().Backward();
        Assert.Equal(ScalarType.Float64, w.Gradient!.DType);
        var error = Assert.Throws<ArgumentException>(() => w.Assign(Tensor.Ones([6])));
        Assert.Contains("layer.weight: expected [2, 3, 1, 1], got [6]", error.Message, StringComparison.Ordinal);
    }
}
