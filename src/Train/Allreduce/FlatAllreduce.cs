using Rossby.Core;

namespace Rossby.Train;

/// <summary>The MPI library's own allreduce: it chooses the order of additions.</summary>
internal sealed unsafe class FlatAllreduce : IAllreduce
{
    const long MostElements = 1 << 28;

    /// <inheritdoc/>
    public AllreduceAlgorithm Algorithm => AllreduceAlgorithm.Flat;

    /// <inheritdoc/>
    public void Sum(IPointToPoint link, byte* values, long count, ElementType type)
    {
        for (long at = 0; at < count; at += MostElements)
        {
            nint message = link.StartSum(values + at * type.Bytes(), Math.Min(MostElements, count - at), type);
            link.Wait(ref message);
        }
    }
}
