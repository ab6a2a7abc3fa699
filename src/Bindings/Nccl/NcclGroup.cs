namespace Rossby.Nccl;

/// <summary>Calls that NCCL takes as one; they begin when the group ends, which is where their errors come up.</summary>
/// <example><code>using (NcclGroup.Begin()) { ... }</code></example>
public readonly ref struct NcclGroup
{
    /// <summary>Begins one.</summary>
    public static NcclGroup Begin()
    {
        NcclException.Check(Native.ncclGroupStart(), "a group's begin");
        return default;
    }

    /// <summary>Ends it.</summary>
    public void Dispose() => NcclException.Check(Native.ncclGroupEnd(), "a group's end");
}
