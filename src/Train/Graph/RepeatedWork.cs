namespace Rossby.Train;

/// <summary>
/// The same work over and over: as it is for the first times, in which libraries choose their algorithms and take their memory, then taken down once and
/// replayed. Where its shapes change it begins anew.
/// </summary>
/// <typeparam name="TShape">What the work depends on beside what lies in tensors that stay where they are.</typeparam>
/// <param name="work">The work.</param>
/// <param name="recorder">Takes it down.</param>
/// <param name="plainTimes">How often it is carried out as it is, for each shape.</param>
public sealed class RepeatedWork<TShape>(Action<TShape> work, IWorkRecorder recorder, int plainTimes = 3) : IDisposable
    where TShape : IEquatable<TShape>
{
    IRecordedWork? recorded;
    TShape? shape;
    int times;

    /// <summary>How often work was taken down.</summary>
    public int Recordings { get; private set; }

    /// <summary>Carries it out once.</summary>
    public void Run(TShape of)
    {
        if (times == 0 || !of.Equals(shape))
        {
            recorded?.Dispose();
            (recorded, shape, times) = (null, of, 0);
        }
        if (times++ < plainTimes)
        {
            recorder.Run(() => work(of));
            return;
        }
        if (recorded is null)
        {
            recorded = recorder.Record(() => work(of));
            Recordings++;
        }
        recorded.Replay();
    }

    /// <inheritdoc/>
    public void Dispose() => recorded?.Dispose();
}
