using Rossby.Models;
using Rossby.Torch;
using Xunit;

namespace Rossby.Tests.Native;

/// <summary>Gradients by autograd against central differences, in double precision.</summary>
static class GradientCheck
{
    // The difference's error is step^2 times the third derivative plus rounding over step: about 1e-10 for values of order one.
    const double Step = 1e-5, Tolerance = 2e-7;

    /// <summary>Checks every element of every input; the output is weighted at random so that no gradient cancels.</summary>
    public static void Of(Func<Tensor[], Tensor> function, Tensor[] inputs)
    {
        var leaves = inputs.Select(x => x.Clone().SetRequiresGrad()).ToArray();
        var output = function(leaves);
        var weights = Numbers.Uniform(7, [.. output.Shape]);
        (output * weights).Sum().Backward();
        for (int k = 0; k < inputs.Length; k++)
        {
            double[] values = inputs[k].ToArray<double>();
            double[] gradient = leaves[k].Gradient!.ToArray<double>();
            for (int i = 0; i < values.Length; i++)
            {
                double difference = (At(values[i] + Step) - At(values[i] - Step)) / (2 * Step);
                Assert.True(Math.Abs(difference - gradient[i]) < Tolerance * (1 + Math.Abs(difference)),
                    $"input {k}, element {i}: autograd {gradient[i]}, difference {difference}");

                double At(double value)
                {
                    using var scope = TensorScope.Begin();
                    using var noGrad = Autograd.NoGrad();
                    double[] moved = [.. values];
                    moved[i] = value;
                    var format = inputs[k].Dimensions == 4 && inputs[k].IsContiguous(MemoryFormat.ChannelsLast) ? MemoryFormat.ChannelsLast : MemoryFormat.Contiguous;
                    var changed = inputs.ToArray();
                    changed[k] = Tensor.From<double>(moved, [.. inputs[k].Shape]).Contiguous(format);
                    return (function(changed) * weights).Sum().Item();
                }
            }
        }
    }

    /// <summary>Checks a module's input and every trained parameter, each at the values given: the input first, then the parameters in the store's order.</summary>
    public static void OfModule(ParameterStore store, Module module, Tensor[] values)
    {
        using var scope = TensorScope.Begin();
        Set(values);
        Autograd.ClearGradients(store.Parameters);
        var x = values[0].Clone().SetRequiresGrad();
        var output = x.Apply(module);
        var weights = Numbers.Uniform(7, [.. output.Shape]);
        (output * weights).Sum().Backward();
        double[][] gradients = [x.Gradient!.ToArray<double>(), .. store.Parameters.Select(p => p.Gradient!.ToArray<double>())];
        for (int k = 0; k < values.Length; k++)
        {
            double[] at = values[k].ToArray<double>();
            for (int i = 0; i < at.Length; i++)
            {
                double difference = (Moved(Step) - Moved(-Step)) / (2 * Step);
                Assert.True(Math.Abs(difference - gradients[k][i]) < Tolerance * (1 + Math.Abs(difference)),
                    $"{(k == 0 ? "input" : store.Parameters[k - 1].Name)}, element {i}: autograd {gradients[k][i]}, difference {difference}");

                double Moved(double by)
                {
                    using var inner = TensorScope.Begin();
                    using var noGrad = Autograd.NoGrad();
                    double[] moved = [.. at];
                    moved[i] += by;
                    Tensor[] changed = [.. values];
                    changed[k] = Tensor.From<double>(moved, [.. values[k].Shape]);
                    Set(changed);
                    return (changed[0].Apply(module) * weights).Sum().Item();
                }
            }
        }

        void Set(Tensor[] to)
        {
            for (int k = 1; k < to.Length; k++) store.Parameters[k - 1].Assign(to[k]);
        }
    }
}
