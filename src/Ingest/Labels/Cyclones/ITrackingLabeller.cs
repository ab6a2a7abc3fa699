namespace Rossby.Ingest;

/// <summary>A labeller that follows storms over time: it must have looked at every step before it can label the first.</summary>
public interface ITrackingLabeller : ILabeller
{
    /// <summary>Channels that <see cref="Detect"/> reads; what <see cref="ILabeller.Label"/> of the linked labeller reads is in <see cref="ILabeller.NeededChannels"/>.</summary>
    IReadOnlyList<string> DetectionChannels { get; }

    /// <summary>Finds the candidates of one step. Called from several threads at once.</summary>
    /// <exception cref="Core.DataException">The input holds what no candidate can be made of.</exception>
    IReadOnlyList<CycloneCandidate> Detect(LabelInput input);

    /// <summary>The tracks that <see cref="Link"/> makes: of each storm, the indices of the steps that show it.</summary>
    /// <param name="steps">Every step of the set, in time order.</param>
    IReadOnlyList<IReadOnlyList<int>> Tracks(IReadOnlyList<StepCandidates> steps);

    /// <summary>Links candidates into tracks.</summary>
    /// <param name="steps">Every step of the set, in time order.</param>
    /// <returns>A labeller that knows the tracks; only it may be asked for labels.</returns>
    ILabeller Link(IReadOnlyList<StepCandidates> steps);
}
