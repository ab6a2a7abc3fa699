using Rossby.Core;

namespace Rossby.Train;

/// <summary>Ranks that must hold the same weights do not: a fault of memory, of a processor, or of ours.</summary>
/// <param name="step">Steps done when it was seen.</param>
/// <param name="ranks">Those to blame: the ones that differ from most; all where none is in the majority.</param>
public sealed class DivergedException(long step, IReadOnlyList<int> ranks) : RossbyException(
    $"After step {step} the weights of rank {string.Join(", ", ranks)} differ from the other ranks' (see the logs for their hosts). "
    + "The last checkpoint is from before it. Look at the memory of that node; run again without it.")
{
    /// <summary>The ranks to blame.</summary>
    public IReadOnlyList<int> Ranks { get; } = ranks;

    /// <inheritdoc/>
    public override int ExitCode => Core.ExitCode.Diverged;
}
