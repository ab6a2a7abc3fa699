using Microsoft.Extensions.Logging;
using Rossby.Core;

namespace Rossby.Train;

/// <summary>The checkpoints of a run as they are found when it starts.</summary>
internal sealed class Checkpoints(RunContext context, CheckpointStores stores, string identity)
{
    /// <summary>
    /// The state that this run can go on from; null to begin anew. What another network, set, seed or build left is set aside under its own name.
    /// </summary>
    /// <remarks>Rank 0 tidies what a kill left; the others look when it is done.</remarks>
    /// <exception cref="DataException">Every checkpoint of the run is damaged.</exception>
    public TrainingState? Recover()
    {
        var communicator = context.Communicator;
        var state = communicator.Rank == 0 ? Tidy() : null;
        communicator.Barrier();
        return communicator.Rank == 0 ? state : stores.Last.Read();
    }

    TrainingState? Tidy()
    {
        var state = Recovered(stores.Last);
        var bestState = Recovered(stores.Best);
        if (state is null) return null;
        if (state.Identity == identity) return WithBest(state, bestState);
        string suffix = state.Identity[..12];
        context.Logger.LogWarning(
            "{Path}: belongs to another network, training section, set, seed or build; it is kept as {Name}.{Suffix}, and training begins anew",
            context.Run.Last.Path, Path.GetFileName(context.Run.Last.Path), suffix);
        stores.Last.SetAside(suffix);
        stores.Best.SetAside(suffix);
        return null;
    }

    TrainingState? Recovered(CheckpointStore store)
    {
        var (state, damage, kept) = store.Recover();
        foreach (string finding in damage) context.Logger.LogWarning("{Finding}", finding);
        if (damage.Count > 0)
        {
            context.Logger.LogWarning("{Path}: the checkpoint of step {Step} before the damaged one is used in its place{Kept}",
                store.Target.Path, state!.Step, kept is null ? "" : $"; the damaged one is kept as {Path.GetFileName(kept.Path)}");
        }
        return state;
    }

    // A best that is lost must not keep a later one, less good, from being saved. One newer than the state will be reached again.
    TrainingState WithBest(TrainingState state, TrainingState? bestState)
    {
        if (state.BestStep is null || bestState?.Step >= state.BestStep) return state;
        context.Logger.LogWarning("{Path}: the best checkpoint, of step {Step}, is lost; the best is now {Instead}",
            stores.Best.Target.Path, state.BestStep, bestState is null ? "that of the next validation" : $"that of step {bestState.BestStep}");
        return state with { BestMeanIou = bestState?.BestMeanIou, BestStep = bestState?.BestStep };
    }
}
