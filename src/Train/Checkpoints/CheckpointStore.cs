using Rossby.Core;

namespace Rossby.Train;

/// <summary>
/// One checkpoint under its final name, replaced as a whole: the new one is written as <c>name.partial</c>, the old one set aside as
/// <c>name.previous</c>, the new one renamed, the old one deleted. Whenever the process dies, one of the three is whole.
/// </summary>
public sealed class CheckpointStore(CheckpointFolder target)
{
    CheckpointFolder Partial => new(target.Path + AtomicFile.PartialSuffix);

    CheckpointFolder Previous => new(target.Path + ".previous");

    /// <summary>Where the checkpoint lies.</summary>
    public CheckpointFolder Target => target;

    /// <summary>Replaces the checkpoint.</summary>
    /// <param name="writeTensors">Writes weights and optimizer state, synced, into the folder that it is given.</param>
    /// <param name="state">Where training stands; hashes are filled in.</param>
    /// <exception cref="StorageException">Writing failed; the checkpoint before it is as it was.</exception>
    public void Save(Action<CheckpointFolder> writeTensors, TrainingState state)
    {
        try
        {
            foreach (string _ in SaveStepwise(writeTensors, state))
            {
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{target.Path}: the checkpoint could not be written: {e.Message}", e);
        }
    }

    /// <summary>Each change on disk as one element, so that a test can stop after any of them as a kill would.</summary>
    internal IEnumerable<string> SaveStepwise(Action<CheckpointFolder> writeTensors, TrainingState state)
    {
        string parent = Path.GetDirectoryName(Path.GetFullPath(target.Path))!;
        Delete(Partial);
        yield return "cleared";
        Directory.CreateDirectory(Partial.Path);
        writeTensors(Partial);
        yield return "tensors written";
        TrainingStateFile.Write(Partial, state);
        AtomicFile.SyncFolder(Partial.Path);
        yield return "state written";
        if (Directory.Exists(target.Path))
        {
            // What is there may be an unfinished swap's; only a checkpoint that is not whole may go before the new one has its name.
            Delete(Previous);
            yield return "older one deleted";
            Directory.Move(target.Path, Previous.Path);
            yield return "old one set aside";
        }
        Directory.Move(Partial.Path, target.Path);
        AtomicFile.SyncFolder(parent);
        yield return "new one named";
        Delete(Previous);
        yield return "old one deleted";
    }

    /// <summary>The whole checkpoint that went furthest, whatever a kill left; null when there is none.</summary>
    public (CheckpointFolder Folder, TrainingState State)? Newest()
    {
        (CheckpointFolder, TrainingState State)? newest = null;
        foreach (var folder in new[] { target, Partial, Previous })
        {
            // ValidatedEpochs tells two states of one step apart: before and after its validation.
            if (TrainingStateFile.ReadConsistent(folder) is { } state
                && (newest is not { } n || (state.Step, state.ValidatedEpochs).CompareTo((n.State.Step, n.State.ValidatedEpochs)) > 0))
                newest = (folder, state);
        }
        return newest;
    }

    /// <summary>Gives the newest whole checkpoint its final name again, where a kill left it under another, and deletes the rest.</summary>
    /// <returns>Its state; null when there is no checkpoint.</returns>
    public TrainingState? Recover()
    {
        if (Newest() is not { } newest) return null;
        if (newest.Folder != target)
        {
            Delete(target);
            Directory.Move(newest.Folder.Path, target.Path);
            AtomicFile.SyncFolder(Path.GetDirectoryName(Path.GetFullPath(target.Path))!);
        }
        Delete(Partial);
        Delete(Previous);
        return newest.State;
    }

    /// <summary>Renames the checkpoint to <c>name.suffix</c>, so that another run's state is neither used nor lost.</summary>
    public void SetAside(string suffix)
    {
        var aside = new CheckpointFolder($"{target.Path}.{suffix}");
        if (Recover() is null)
        {
            Delete(target);
            return;
        }
        Delete(aside);
        Directory.Move(target.Path, aside.Path);
    }

    static void Delete(CheckpointFolder folder)
    {
        if (Directory.Exists(folder.Path)) Directory.Delete(folder.Path, recursive: true);
    }
}
