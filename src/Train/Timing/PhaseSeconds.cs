using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Rossby.Train;

/// <summary>Seconds that a rank's training thread spent in each phase (<see cref="StepPhase"/>); together they are the time that went by.</summary>
/// <param name="DataWait">Waiting for a batch that was still being read.</param>
/// <param name="Forward">Network and loss.</param>
/// <param name="Backward">Gradients.</param>
/// <param name="ExposedCommunication">Waiting for other ranks.</param>
/// <param name="Optimizer">The update of the weights.</param>
/// <param name="Checkpoint">Waiting for a copy of the state, or for the checkpoint before.</param>
/// <param name="Other">Records, hashes of weights.</param>
public sealed record PhaseSeconds(
    double DataWait, double Forward, double Backward, double ExposedCommunication, double Optimizer, double Checkpoint, double Other)
{
    /// <summary>Passes over the validation split; a step has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double Validation { get; init; }

    /// <summary>The sum.</summary>
    [JsonIgnore]
    public double Total => DataWait + Forward + Backward + ExposedCommunication + Optimizer + Checkpoint + Other + Validation;

    /// <summary>From ticks of <see cref="Stopwatch"/> by phase, to a microsecond.</summary>
    internal static PhaseSeconds Of(ReadOnlySpan<long> ticks)
    {
        return new(
            In(ticks, StepPhase.DataWait), In(ticks, StepPhase.Forward), In(ticks, StepPhase.Backward), In(ticks, StepPhase.ExposedCommunication),
            In(ticks, StepPhase.Optimizer), In(ticks, StepPhase.Checkpoint), In(ticks, StepPhase.Other))
        {
            Validation = In(ticks, StepPhase.Validation),
        };

        static double In(ReadOnlySpan<long> ticks, StepPhase phase) => Math.Round((double)ticks[(int)phase] / Stopwatch.Frequency, 6);
    }
}
