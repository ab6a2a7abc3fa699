using System.Diagnostics;
using Rossby.Core;

namespace Rossby.Train;

/// <summary>
/// Splits the time of the training thread into phases. A phase inside another takes its time away from the outer one, so that all of them together are
/// the time that went by. One reading of the clock where a phase begins or ends: always on.
/// </summary>
/// <param name="timeline">Gets each phase as a span; null for none.</param>
internal sealed class PhaseClock(Timeline? timeline)
{
    static readonly int Phases = Enum.GetValues<StepPhase>().Length;

    readonly long[] ticks = new long[Phases];
    readonly long[] total = new long[Phases];
    StepPhase current;
    long since = Stopwatch.GetTimestamp();

    /// <summary>Seconds of each phase from the start up to the last <see cref="Take"/>.</summary>
    public PhaseSeconds Total => PhaseSeconds.Of(total);

    /// <summary>Begins a phase, which lasts until it is disposed of: <c>using (clock.Enter(StepPhase.Forward)) ...</c></summary>
    public Running Enter(StepPhase phase)
    {
        var outer = current;
        return new(this, outer, Turn(phase));
    }

    /// <summary>Gives part of one phase's time to another, where threads beside each other went through both.</summary>
    /// <param name="from">The phase that was entered.</param>
    /// <param name="to">The other.</param>
    /// <param name="share">The part of what was measured since <paramref name="before"/>, 0 to 1.</param>
    /// <param name="before">What <see cref="TicksOf"/> the first phase was.</param>
    public void Split(StepPhase from, StepPhase to, double share, long before)
    {
        long moved = (long)((ticks[(int)from] - before) * share);
        ticks[(int)from] -= moved;
        ticks[(int)to] += moved;
    }

    /// <summary>Ticks of a phase since the last <see cref="Take"/>, less what is running.</summary>
    public long TicksOf(StepPhase phase) => ticks[(int)phase];

    /// <summary>Forgets all that was before now.</summary>
    public void Restart()
    {
        Take();
        Array.Clear(total);
    }

    /// <summary>Seconds of each phase since the last time.</summary>
    public PhaseSeconds Take()
    {
        Turn(current);
        var taken = PhaseSeconds.Of(ticks);
        for (int i = 0; i < Phases; i++) total[i] += ticks[i];
        Array.Clear(ticks);
        return taken;
    }

    long Turn(StepPhase next)
    {
        long now = Stopwatch.GetTimestamp();
        ticks[(int)current] += now - since;
        (current, since) = (next, now);
        return now;
    }

    void Leave(StepPhase outer, long begun)
    {
        timeline?.Add(NameOf(current), begun);
        Turn(outer);
    }

    static string NameOf(StepPhase phase) => phase switch
    {
        StepPhase.DataWait => "data wait",
        StepPhase.Forward => "forward",
        StepPhase.Backward => "backward",
        StepPhase.ExposedCommunication => "exposed communication",
        StepPhase.Optimizer => "optimizer",
        StepPhase.Checkpoint => "checkpoint",
        StepPhase.Validation => "validation",
        _ => "other",
    };

    /// <summary>A phase that has begun.</summary>
    internal readonly struct Running(PhaseClock clock, StepPhase outer, long begun) : IDisposable
    {
        /// <summary>Ends it.</summary>
        public void Dispose() => clock.Leave(outer, begun);
    }
}
