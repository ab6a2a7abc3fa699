using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>
/// The sums by which norms take their moments over ranks: asked for in the middle of forward and backward passes, which wait for them, and carried out in the
/// middle of whatever the communication thread has in hand (docs/decisions/0011). Every rank of a group asks in the same order, that of the network.
/// </summary>
internal sealed unsafe class NormSums : IDisposable
{
    readonly IRankGroup group;
    readonly PhaseClock clock;
    // Few messages, and the same bits on every rank.
    readonly BinomialAllreduce allreduce = new();

    NormSums(IRankGroup group, PhaseClock clock)
    {
        (this.group, this.clock) = (group, clock);
        Across = new(Sum);
    }

    /// <summary>For the network.</summary>
    public RankSum Across { get; }

    /// <summary>Called when a sum has been asked for: whoever holds the communication thread up, other than by waiting for other ranks, is to give way.</summary>
    public Action? Asked { get; set; }

    /// <summary>Those of the config; null where each rank's norms are its own. Collective.</summary>
    public static NormSums? Create(BatchNormConfig config, ICommunicator communicator, PhaseClock clock)
    {
        if (config.Statistics == NormStatistics.Local || communicator.Size == 1) return null;
        int number = config.Statistics == NormStatistics.Synchronised ? 0
            : config.GroupSize is { } size ? communicator.Rank / size
            : communicator.Topology.Mine.Node;
        var group = communicator.Split(number);
        return group.Size > 1 ? new(group, clock) : null;
    }

    /// <summary>How many ranks take their moments together, this one among them.</summary>
    public static int RanksTogether(BatchNormConfig config, RankTopology topology) => config switch
    {
        { Statistics: NormStatistics.Local } => 1,
        { Statistics: NormStatistics.Group, GroupSize: { } size } => Math.Min(size, topology.Places.Count),
        { Statistics: NormStatistics.Group } => topology.LocalRanks.Length,
        _ => topology.Places.Count,
    };

    /// <summary>Refuses ranks that do not make groups.</summary>
    /// <exception cref="ConfigException">They do not.</exception>
    public static void Require(BatchNormConfig config, int ranks)
    {
        if (config is { Statistics: NormStatistics.Group, GroupSize: { } size } && ranks > 1 && ranks % size != 0)
            throw new ConfigException([$"$.train.batchNorm.groupSize: {ranks} ranks do not make groups of {size}."]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Across.Dispose();
        allreduce.Dispose();
    }

    void Sum(Span<double> values)
    {
        using var running = clock.Enter(StepPhase.ExposedCommunication);
        int count = values.Length;
        fixed (double* p = values)
        {
            // Memory outlives the work: the caller waits here.
            byte* first = (byte*)p;
            var sum = group.Start(link => allreduce.Sum(link, first, count, ElementType.Float64));
            Asked?.Invoke();
            sum.GetAwaiter().GetResult();
        }
    }
}
