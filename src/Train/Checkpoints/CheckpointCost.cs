namespace Rossby.Train;

/// <summary>
/// What a checkpoint that is written beside the steps takes. Only what it takes from them makes it worth while to save seldom; but the next cannot begin before it is
/// written (Vaidya 1995, overhead and latency).
/// </summary>
/// <param name="Overhead">Seconds that the steps lose: the wait for the copy, and at most the processor's time in which it is hashed and written.</param>
/// <param name="Latency">Seconds from its beginning to its being durable.</param>
internal sealed record CheckpointCost(double Overhead, double Latency);
