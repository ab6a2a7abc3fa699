using Rossby.Core;

namespace Rossby.Train;

/// <summary>
/// One checkpoint under its final name and the one before it, <c>name.previous</c>. A new one is written as <c>name.partial</c>, its hashes last; once it is
/// durable, the previous one goes or is archived, the present one becomes the previous one, and the new one gets its name. Whenever the process dies, one of the three is
/// whole, and it is of this save or of the last.
/// </summary>
/// <param name="target">Where the checkpoint lies.</param>
/// <param name="archive">Takes what would be deleted; null deletes it.</param>
public sealed class CheckpointStore(CheckpointFolder target, CheckpointArchive? archive = null)
{
    CheckpointFolder Partial => new(target.Path + AtomicFile.PartialSuffix);

    CheckpointFolder Previous => new(target.Path + ".previous");

    CheckpointFolder Damaged => new(target.Path + ".damaged");

    string Parent => Path.GetDirectoryName(Path.GetFullPath(target.Path))!;

    /// <summary>Where the checkpoint lies.</summary>
    public CheckpointFolder Target => target;

    /// <summary>Replaces the checkpoint.</summary>
    /// <param name="writeTensors">Writes weights and optimizer state.</param>
    /// <param name="state">Where training stands.</param>
    /// <exception cref="StorageException">Writing failed; the checkpoint before it is as it was.</exception>
    public void Save(Action<CheckpointFiles> writeTensors, TrainingState state) => Storing("written", () =>
    {
        foreach (string _ in SaveStepwise(writeTensors, state))
        {
        }
        return true;
    });

    /// <summary>Each change on disk as one element, so that a test can stop after any of them as a kill would.</summary>
    internal IEnumerable<string> SaveStepwise(Action<CheckpointFiles> writeTensors, TrainingState state)
    {
        Partial.Delete();
        yield return "cleared";
        Directory.CreateDirectory(Partial.Path);
        var files = new CheckpointFiles(Partial);
        writeTensors(files);
        yield return "tensors written";
        TrainingStateFile.Write(files, state);
        yield return "state written";
        files.Seal();
        yield return "hashes written";
        Durable.SyncFolder(Parent);
        foreach (string change in Swap()) yield return change;
    }

    /// <summary>
    /// Finds the newest whole checkpoint, whatever a kill left, and gives it its final name. A damaged one that it replaces is kept as <c>name.damaged</c>.
    /// </summary>
    /// <exception cref="DataException">There are checkpoints, and every one is damaged; nothing has been changed.</exception>
    /// <exception cref="StorageException">A rename failed.</exception>
    public CheckpointRecovery Recover()
    {
        var damage = new List<string>();
        foreach (var folder in (CheckpointFolder[])[Partial, target, Previous, .. archive?.NewestFirst ?? []])
        {
            // A folder that is being written has no hashes yet: a kill leaves it, and nothing is lost with it.
            if (!Directory.Exists(folder.Path) || (folder == Partial && !File.Exists(Partial.Sums))) continue;
            var findings = CheckpointSums.FindDamage(folder);
            if (findings.Count == 0)
            {
                var state = TrainingStateFile.Read(folder);
                return Storing("restored", () => new CheckpointRecovery(state, damage, Restore(folder) ? Damaged : null));
            }
            damage.AddRange(findings);
        }
        if (damage.Count > 0)
        {
            throw new DataException(
                $"{string.Join("\n", damage)}\nNo whole checkpoint is left in {Parent}. Restore the files from a copy; or delete that folder, and training begins anew.");
        }
        return new(null, [], null);
    }

    /// <summary>The state of the checkpoint under its final name; null where there is none.</summary>
    /// <exception cref="DataException">It is damaged.</exception>
    public TrainingState? Read()
    {
        if (!Directory.Exists(target.Path)) return null;
        var damage = CheckpointSums.FindDamage(target);
        return damage.Count == 0 ? TrainingStateFile.Read(target) : throw new DataException(string.Join('\n', damage));
    }

    /// <summary>Renames the checkpoint to <c>name.suffix</c>, so that another run's state is neither used nor lost.</summary>
    public void SetAside(string suffix) => Storing("renamed", () =>
    {
        var aside = new CheckpointFolder($"{target.Path}.{suffix}");
        if (Directory.Exists(target.Path)) Replace(target, aside);
        Previous.Delete();
        archive?.SetAside(suffix);
        Durable.SyncFolder(Parent);
        return true;
    });

    // Whether a damaged one was kept.
    bool Restore(CheckpointFolder whole)
    {
        foreach (string _ in whole == Partial ? Swap() : [])
        {
        }
        bool isOlder = whole != Partial && whole != target, keeps = isOlder && Directory.Exists(target.Path);
        if (keeps) Replace(target, Damaged);
        // Passed over, so it is damaged too.
        if (isOlder && whole != Previous) Previous.Delete();
        if (isOlder) Directory.Move(whole.Path, target.Path);
        Partial.Delete();
        Durable.SyncFolder(Parent);
        return keeps;
    }

    // The new one is durable under its partial name: only now may the oldest go.
    IEnumerable<string> Swap()
    {
        if (Directory.Exists(target.Path))
        {
            MakeRoom();
            yield return "older one deleted or kept as one of the archive";
            Directory.Move(target.Path, Previous.Path);
            yield return "old one set aside";
        }
        Directory.Move(Partial.Path, target.Path);
        Durable.SyncFolder(Parent);
        yield return "new one named";
    }

    void MakeRoom()
    {
        if (archive is not null && File.Exists(Previous.Sums) && StepOf(Previous) is { } step) archive.Take(Previous, step);
        else Previous.Delete();
    }

    static long? StepOf(CheckpointFolder folder)
    {
        try
        {
            return TrainingStateFile.Read(folder).Step;
        }
        catch (Exception e) when (e is DataException or FileNotFoundException)
        {
            // Damaged since it was written: no use to anyone.
            return null;
        }
    }

    static void Replace(CheckpointFolder from, CheckpointFolder to)
    {
        to.Delete();
        Directory.Move(from.Path, to.Path);
    }

    T Storing<T>(string what, Func<T> change)
    {
        try
        {
            return change();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{target.Path}: the checkpoint could not be {what}: {e.Message}", e);
        }
    }
}
