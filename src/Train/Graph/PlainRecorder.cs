namespace Rossby.Train;

/// <summary>For devices without graphs: to replay work is to make it again.</summary>
public sealed class PlainRecorder : IWorkRecorder
{
    /// <inheritdoc/>
    public void Run(Action work) => work();

    /// <inheritdoc/>
    public IRecordedWork Record(Action work) => new Again(work);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    sealed class Again(Action work) : IRecordedWork
    {
        public void Replay() => work();

        public void Dispose()
        {
        }
    }
}
