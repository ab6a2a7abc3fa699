namespace Rossby.Torch;

/// <summary>The handles of a list of parameters, for one native call; the caller keeps the list alive.</summary>
readonly ref struct ParameterHandles
{
    public ParameterHandles(IReadOnlyList<Parameter> parameters)
    {
        var handles = new nint[parameters.Count];
        for (int i = 0; i < handles.Length; i++) handles[i] = parameters[i].Raw;
        Handles = handles;
    }

    public ReadOnlySpan<nint> Handles { get; }
}
