namespace Rossby.Nccl;

/// <summary>How elements of ranks become one; the numbers are ncclRedOp_t's.</summary>
public enum NcclReduction
{
    /// <summary>Their sum.</summary>
    Sum = 0,

    /// <summary>The largest.</summary>
    Max = 2,

    /// <summary>Their mean.</summary>
    Mean = 4,
}
