using Rossby.Torch;

namespace Rossby.Models;

/// <summary>Lets a network read in the order in which data flows: <c>x.Apply(conv, norm).Apply(next)</c>.</summary>
public static class ModuleCalls
{
    /// <summary>The module's value for this tensor.</summary>
    public static Tensor Apply(this Tensor x, Module module) => module.Call(x);

    /// <summary>The norm of a layer's value, with something of its shape added ahead of the norm's activation if given.</summary>
    public static Tensor Apply(this Tensor x, INormedLayer layer, BatchNorm2d norm, Tensor? added = null) => layer.Call(x, norm, added);

    /// <summary>One module's value after the other's; what lies between is freed as soon as the next is there.</summary>
    public static Tensor Through(this Tensor x, IEnumerable<Module> modules)
    {
        var y = x;
        foreach (var module in modules)
        {
            var next = y.Apply(module);
            if (y != x && y != next) y.Free();
            y = next;
        }
        return y;
    }
}
