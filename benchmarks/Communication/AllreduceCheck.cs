using Rossby.Core;
using Rossby.Train;

namespace Rossby.Benchmarks.Communication;

/// <summary>
/// Sums small whole numbers, whose sums every type holds exactly in whatever order they are added, by every algorithm: the result is right or wrong, with no
/// tolerance between.
/// </summary>
static unsafe class AllreduceCheck
{
    static readonly ElementType[] Types = [ElementType.Float32, ElementType.Float64, ElementType.BFloat16, ElementType.Float16];

    /// <summary>Runs sizes of all kinds.</summary>
    /// <exception cref="InvalidOperationException">A sum is wrong.</exception>
    public static void Run(ICommunicator communicator)
    {
        int checks = 0;
        communicator.Start(link =>
        {
            foreach (var algorithm in Enum.GetValues<AllreduceAlgorithm>())
            {
                var allreduce = Allreduces.Create(algorithm);
                foreach (int size in new[] { 0, 1, link.Size - 1, 777, 40_003, 400_009 })
                {
                    foreach (var type in Types) Check(link, allreduce, size, type);
                    checks += Types.Length;
                }
                (allreduce as IDisposable)?.Dispose();
            }
        }).GetAwaiter().GetResult();
        if (communicator.Rank == 0) Console.WriteLine($"{checks} sums right on {communicator.Size} ranks of {communicator.Topology.Nodes.Count} nodes");
    }

    static void Check(IPointToPoint link, IAllreduce allreduce, int size, ElementType type)
    {
        using var scratch = new Scratch();
        byte* values = scratch.Take(Math.Max(1, size * type.Bytes()));
        for (int i = 0; i < size; i++) Put(values, i, Value(link.Rank, i), type);
        allreduce.Sum(link, values, size, type);
        for (int i = 0; i < size; i++)
        {
            int expected = 0;
            for (int rank = 0; rank < link.Size; rank++) expected += Value(rank, i);
            if (Get(values, i, type) != expected)
                throw new InvalidOperationException($"{allreduce.Algorithm}, {type}, element {i} of {size}: {Get(values, i, type)} in place of {expected}");
        }
    }

    // -8 to 8, another for every rank and element; up to 16 ranks bfloat16 holds the sums.
    static int Value(int rank, int i) => (int)((uint)(i * 7919 + rank * 104729) * 2654435761u >> 16) % 17 - 8;

    static void Put(byte* values, int i, float value, ElementType type)
    {
        switch (type)
        {
            case ElementType.Float64: ((double*)values)[i] = value; break;
            case ElementType.Float32: ((float*)values)[i] = value; break;
            case ElementType.Float16: ((Half*)values)[i] = (Half)value; break;
            default: ((BFloat*)values)[i] = BFloat.Of(value); break;
        }
    }

    static double Get(byte* values, int i, ElementType type) => type switch
    {
        ElementType.Float64 => ((double*)values)[i],
        ElementType.Float32 => ((float*)values)[i],
        ElementType.Float16 => (double)((Half*)values)[i],
        _ => ((BFloat*)values)[i].Value,
    };
}
