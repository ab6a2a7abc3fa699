using Rossby.Torch;

namespace Rossby.Models;

/// <summary>Lets a network read in the order in which data flows: <c>x.Apply(conv).Apply(norm).Relu()</c>.</summary>
public static class ModuleCalls
{
    /// <summary>The module's value for this tensor.</summary>
    public static Tensor Apply(this Tensor x, Module module) => module.Call(x);

    /// <summary>One module's value after the other's.</summary>
    public static Tensor Through(this Tensor x, IEnumerable<Module> modules) => modules.Aggregate(x, (y, module) => y.Apply(module));
}
