namespace Rossby.Train;

/// <summary>Takes work down, to have it carried out again without being made again.</summary>
public interface IWorkRecorder : IDisposable
{
    /// <summary>Carries work out as it is, in the place where it would be recorded.</summary>
    void Run(Action work);

    /// <summary>Takes work down; it is not carried out by that.</summary>
    IRecordedWork Record(Action work);
}
