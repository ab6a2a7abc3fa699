using System.Globalization;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>Where in a network a module sits: <c>p / "encoder" / 0</c> names its weight <c>encoder.0.weight</c>, as PyTorch would.</summary>
/// <param name="Store">What owns the parameters.</param>
/// <param name="Name">The names so far, joined by points; empty at the root.</param>
public readonly record struct ParameterPath(ParameterStore Store, string Name)
{
    /// <summary>One level down.</summary>
    public static ParameterPath operator /(ParameterPath p, string child) => p with { Name = p.Name.Length == 0 ? child : $"{p.Name}.{child}" };

    /// <summary>One level down, by number.</summary>
    public static ParameterPath operator /(ParameterPath p, int child) => p / child.ToString(CultureInfo.InvariantCulture);

    /// <summary>One level down; the operator / says the same.</summary>
    public static ParameterPath Divide(ParameterPath p, string child) => p / child;

    /// <summary>Makes a parameter that is trained.</summary>
    public Parameter Weight(string name, ReadOnlySpan<long> shape, Initializer initial) => Store.Add((this / name).Name, shape, trained: true, initial);

    /// <summary>Makes a running statistic.</summary>
    public Parameter Buffer(string name, ReadOnlySpan<long> shape, double initial) => Store.Add((this / name).Name, shape, trained: false, new Constant(initial));

    /// <summary>Makes a counter: Int64 of no dimension, 0 at first.</summary>
    public Parameter Counter(string name) => Store.AddCounter((this / name).Name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
