namespace Rossby.Train;

/// <summary>Work that was taken down.</summary>
public interface IRecordedWork : IDisposable
{
    /// <summary>Carries it out once more.</summary>
    void Replay();
}
