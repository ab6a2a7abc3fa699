using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>The names that a file of tensors needs. There is no other way from a pickle to code.</summary>
internal static class PickleGlobals
{
    static readonly Dictionary<string, PickledName> known = new PickledName[]
    {
        new("collections.OrderedDict", (_, _) => new PickledDictionary()),
        new("torch._utils._rebuild_tensor", (file, a) => Tensor(file, a, 4)),
        new("torch._utils._rebuild_tensor_v2", (file, a) => Tensor(file, a, 6)),
        new("torch._utils._rebuild_parameter", (file, a) => a is [PickledTensor data, ..] ? data : throw Misused(file, "torch._utils._rebuild_parameter")),
    }.ToDictionary(n => n.Name);

    static readonly Dictionary<string, ScalarType?> storages = new()
    {
        ["FloatStorage"] = ScalarType.Float32, ["DoubleStorage"] = ScalarType.Float64, ["HalfStorage"] = ScalarType.Float16,
        ["BFloat16Storage"] = ScalarType.BFloat16, ["LongStorage"] = ScalarType.Int64, ["ByteStorage"] = ScalarType.UInt8, ["BoolStorage"] = ScalarType.Bool,
    };

    /// <summary>The name, if it is one of those.</summary>
    /// <exception cref="DataException">It is not.</exception>
    public static PickledName Find(string file, string module, string name)
    {
        if (known.TryGetValue($"{module}.{name}", out var found)) return found;
        if (module == "torch" && storages.ContainsKey(name)) return new($"{module}.{name}", (of, _) => throw Misused(of, $"{module}.{name}"));
        throw Refused(file, module, name);
    }

    /// <summary>The element type of a storage's name, or null.</summary>
    public static ScalarType? ElementType(object? name) => name is PickledName { Name: ['t', 'o', 'r', 'c', 'h', '.', .. var type] } ? storages.GetValueOrDefault(type) : null;

    /// <summary>What is thrown for every other name.</summary>
    public static DataException Refused(string file, string module, string name) => new(
        $"{file}: refused: its pickle asks for '{module}.{name}'. Only tensors are built from a PyTorch file, and nothing in it is run; "
        + "have its maker save a state_dict alone.");

    // storage, offset, shape, strides, then whether it takes gradients and its hooks.
    static PickledTensor Tensor(string file, IReadOnlyList<object?> arguments, int least) =>
        arguments.Count >= least && arguments is [PickledStorage storage, long offset, PickledTuple shape, PickledTuple strides, ..]
            && shape.Items.Concat(strides.Items).All(n => n is long)
            ? new PickledTensor(storage, offset, [.. shape.Items.Cast<long>()], [.. strides.Items.Cast<long>()]).Checked(file)
            : throw Misused(file, "torch._utils._rebuild_tensor_v2");

    static DataException Misused(string file, string name) => new($"{file}: not a PyTorch file that can be read: '{name}' is called as torch never does.");
}
