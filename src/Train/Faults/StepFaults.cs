using System.Text;
using Rossby.Core;

namespace Rossby.Train;

/// <summary>
/// Judges a step by its loss and its gradient's norm, which are the same on every rank, and so is what comes of it: the same error from all, or the same step left
/// out. The rank on whose samples it happened is found and named.
/// </summary>
internal sealed class StepFaults(FaultConfig config, ICommunicator communicator)
{
    const int MeanOver = 100, Fewest = 20;

    /// <summary>What to do.</summary>
    public FaultAction Action => config.Action;

    /// <summary>What a checkpoint holds, and sets when it is taken up.</summary>
    public FaultState State { get; set; } = new(0, 0, 0, 0);

    /// <summary>What is wrong with a step; null when nothing is.</summary>
    public string? Find(double loss, double norm) =>
        !double.IsFinite(loss) ? $"the loss became {NonFiniteLoss.Text(loss)}"
        : !double.IsFinite(norm) ? $"the norm of the gradient became {NonFiniteLoss.Text(norm)}"
        : config.LossSpikeFactor is { } factor && State.Losses >= Fewest && loss > factor * State.MeanLoss
            ? FormattableString.Invariant($"the loss leapt to {loss:G4} from {State.MeanLoss:G4} on average") : null;

    /// <summary>Notes a step that was taken.</summary>
    public void Took(double loss)
    {
        if (config.LossSpikeFactor is null) return;
        int losses = Math.Min(MeanOver, State.Losses + 1);
        State = State with { Losses = losses, MeanLoss = State.MeanLoss + (loss - State.MeanLoss) / losses };
    }

    /// <summary>Notes a step that will be left out.</summary>
    /// <param name="error">The error that it would be.</param>
    /// <exception cref="RossbyException">The run is to stop, or has been through too much already.</exception>
    public void Spend(RossbyException error)
    {
        if (config.Action == FaultAction.Stop) throw error;
        if (State.Count >= config.Budget) throw Of(error is DataException, $"{error.Message} ($.train.faults.budget of {config.Budget} is spent)");
        State = State with { Count = State.Count + 1, LeftOut = State.LeftOut + 1 };
    }

    /// <summary>Makes one error of what the ranks see; every rank calls it.</summary>
    /// <param name="mine">This rank's own explanation.</param>
    /// <param name="isMine">Whether its own samples have no finite loss.</param>
    public RossbyException Agree(RossbyException mine, bool isMine)
    {
        if (communicator.Size == 1) return mine;
        const int OwnLoss = 1, OwnInput = 2;
        long[] evidence = new long[communicator.Size];
        evidence[communicator.Rank] = mine is DataException ? OwnInput : isMine ? OwnLoss : 0;
        communicator.Allreduce(evidence, ReduceOperation.Max);
        long strongest = evidence.Max();
        int culprit = Array.IndexOf(evidence, strongest);
        string where = strongest > 0 ? $" It happened on rank {culprit} ({communicator.Topology.Places[culprit].Host})." : " It happened on no rank's own loss; these are rank 0's samples.";
        byte[] text = Encoding.UTF8.GetBytes(mine.Message + where);
        long[] length = [communicator.Rank == culprit ? text.Length : 0];
        communicator.Allreduce(length, ReduceOperation.Max);
        if (communicator.Rank != culprit) text = new byte[length[0]];
        communicator.Broadcast(text, culprit);
        return Of(strongest == OwnInput, Encoding.UTF8.GetString(text));
    }

    static RossbyException Of(bool isInput, string message) => isInput ? new DataException(message) : new ConfigException([message]);
}
