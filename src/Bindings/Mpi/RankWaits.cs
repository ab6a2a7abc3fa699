using Rossby.Core;

namespace Rossby.Mpi;

/// <summary>How this rank waits for others, whatever the communicator: with sleep where it shares its core, and no longer once it has failed.</summary>
/// <param name="topology">All ranks of the job.</param>
/// <param name="abort">Ends the job with a code; does not return.</param>
internal sealed class RankWaits(RankTopology topology, Action<int> abort)
{
    volatile int abortWith;
    volatile bool ownsCore = HasCore(topology, threads: 1), takesPart = true;

    /// <summary>Whether a wait was given up, so that messages may still be on their way.</summary>
    public bool IsTorn { get; private set; }

    /// <summary>Told how many threads each rank of this node computes with: where they leave the communication thread no core of its own, it sleeps between looks.</summary>
    public void ComputeOn(int threads) => ownsCore = HasCore(topology, threads);

    /// <summary>This rank has failed and takes part no more: has the wait in hand, if there is one, end by <see cref="OperationCanceledException"/>.</summary>
    public void Withdraw() => takesPart = false;

    /// <summary>Has the wait in hand, if there is one, end the job with a code.</summary>
    public void AbortJob(int exitCode) => abortWith = exitCode;

    /// <summary>Ends the job if <see cref="AbortJob"/> has been called; to be called in every wait.</summary>
    public void AbortIfAsked()
    {
        if (abortWith != 0) abort(abortWith);
    }

    /// <summary>Waits a little, after something else that is to be done meanwhile.</summary>
    public void Pause(ref Patience patience, Action? meanwhile)
    {
        AbortIfAsked();
        if (!takesPart)
        {
            IsTorn = true;
            throw new OperationCanceledException("This rank ends.");
        }
        meanwhile?.Invoke();
        patience.Pause(ownsCore);
    }

    static bool HasCore(RankTopology topology, int threads) => topology.RanksOnMyCores * (threads + 1) <= CoreList.Parse(topology.Mine.Cores).Count();
}
