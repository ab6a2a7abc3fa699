namespace Rossby.Ingest;

/// <summary>
/// Births of systems that keep a steady number alive: time is cut into slots of life / number days, one birth at a random moment of each,
/// so that any time's systems are drawn without the rest of the period.
/// </summary>
sealed class SystemSlots(double aliveAtATime, double meanLifeDays, double longestLifeDays)
{
    readonly double slotDays = aliveAtATime > 0 ? meanLifeDays / aliveAtATime : double.PositiveInfinity;

    /// <summary>Numbers of the slots whose systems may be alive.</summary>
    internal (long First, long Last) Alive(double days) =>
        double.IsInfinity(slotDays) ? (0, -1) : ((long)Math.Floor((days - longestLifeDays) / slotDays) - 1, (long)Math.Floor(days / slotDays));

    /// <summary>The moment of birth in days.</summary>
    internal double BirthDays(long slot, CounterRandom random) => (slot + random.Uniform()) * slotDays;
}
