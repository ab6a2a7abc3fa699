namespace Rossby.Core;

/// <summary>
/// Messages between two ranks, as algorithms see them on the communication thread. No call waits: a message is started, tested until it is complete, and
/// meanwhile its memory is left alone.
/// </summary>
public unsafe interface IPointToPoint
{
    /// <summary>This rank.</summary>
    int Rank { get; }

    /// <summary>How many ranks there are.</summary>
    int Size { get; }

    /// <summary>Where each rank runs.</summary>
    RankTopology Topology { get; }

    /// <summary>Starts sending.</summary>
    /// <param name="peer">To whom.</param>
    /// <param name="from">The first byte.</param>
    /// <param name="bytes">At most 1 GiB.</param>
    /// <param name="tag">Matches the receiver's; messages of one tag keep their order.</param>
    /// <returns>The message, for <see cref="IsComplete"/>.</returns>
    nint Send(int peer, void* from, long bytes, int tag = 0);

    /// <summary>Starts receiving exactly as many bytes as the other sends.</summary>
    /// <param name="peer">From whom.</param>
    /// <param name="into">The first byte.</param>
    /// <param name="bytes">At most 1 GiB.</param>
    /// <param name="tag">Matches the sender's.</param>
    /// <returns>The message, for <see cref="IsComplete"/>.</returns>
    nint Receive(int peer, void* into, long bytes, int tag = 0);

    /// <summary>Starts the library's own sum over all ranks, in place, in an order of its choice.</summary>
    /// <param name="values">The first element.</param>
    /// <param name="count">At most 2^28 elements.</param>
    /// <param name="type">A floating-point type.</param>
    nint StartSum(void* values, long count, ElementType type);

    /// <summary>Whether a message is done; it is 0 from then on, and 0 is done.</summary>
    bool IsComplete(ref nint message);

    /// <summary>To be called between two tests that found nothing done: gives up the core as <see cref="Patience"/> says.</summary>
    void Pause(ref Patience patience);
}
