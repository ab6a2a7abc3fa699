namespace Rossby.Core;

/// <summary>Waits made of tests and pauses.</summary>
public static class PointToPointWaits
{
    /// <summary>Returns when a message is done.</summary>
    public static void Wait(this IPointToPoint link, ref nint message)
    {
        var patience = default(Patience);
        while (!link.IsComplete(ref message)) link.Pause(ref patience);
    }

    /// <summary>Returns when two messages are done, in whatever order.</summary>
    public static void Wait(this IPointToPoint link, ref nint first, ref nint second)
    {
        var patience = default(Patience);
        // Both are tested each time, since a test is what moves a message on.
        while (!(link.IsComplete(ref first) & link.IsComplete(ref second))) link.Pause(ref patience);
    }
}
