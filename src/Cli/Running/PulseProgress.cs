using Rossby.Core;

namespace Rossby.Cli;

/// <summary>How far a stage is tells the other ranks too that this one gets on.</summary>
internal sealed class PulseProgress(RankPulse pulse, IProgress<StageProgress>? shown) : IProgress<StageProgress>
{
    public void Report(StageProgress value)
    {
        pulse.Moved();
        shown?.Report(value);
    }
}
