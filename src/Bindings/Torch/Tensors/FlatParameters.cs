namespace Rossby.Torch;

/// <summary>Parameters side by side in one vector, for calls that take them all at once. Each keeps its shape and layout; they use the vector's memory from then on.</summary>
public static unsafe class FlatParameters
{
    /// <summary>Moves the values of parameters into one vector, on which the caller keeps a hold; between them are zeros.</summary>
    /// <param name="parameters">At least one; all of one type, on one device.</param>
    public static OwnedTensor Gather(IReadOnlyList<Parameter> parameters)
    {
        var list = new ParameterHandles(parameters);
        nint flat;
        fixed (nint* p = list.Handles) TorchException.Check(Shim.rt_flatten(p, parameters.Count, out flat), "flatten");
        GC.KeepAlive(parameters);
        return new(flat);
    }
}
