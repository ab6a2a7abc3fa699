namespace Rossby.Core;

/// <summary>How an allreduce combines values.</summary>
public enum ReduceOperation
{
    /// <summary>Addition.</summary>
    Sum,

    /// <summary>The largest.</summary>
    Max,
}
