using Rossby.Core;

namespace Rossby.Train;

/// <summary>When the next checkpoint is due: after a fixed number of steps, or after the time that loses least to saving and to failures together.</summary>
internal sealed class CheckpointCadence(CheckpointConfig config)
{
    /// <summary>Whether one is due.</summary>
    /// <param name="step">Steps done.</param>
    /// <param name="secondsSince">Seconds since the last one was begun, or since the run was.</param>
    /// <param name="last">What the last one took; null before the first, which is then due at once.</param>
    public bool IsDue(long step, double secondsSince, CheckpointCost? last) => config.MeanHoursBetweenFailures is { } hours
        ? last is not { } took || secondsSince >= Math.Max(took.Latency, BestInterval(took.Overhead, 3600 * hours))
        : step % config.Steps == 0;

    /// <summary>The interval in seconds that loses least: sqrt(2 C M) (Young 1974, Daly 2006, first order).</summary>
    /// <param name="cost">C, seconds that a checkpoint costs.</param>
    /// <param name="meanTimeBetweenFailures">M in seconds.</param>
    internal static double BestInterval(double cost, double meanTimeBetweenFailures) => Math.Sqrt(2 * cost * meanTimeBetweenFailures);
}
