using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Rossby.Core;
using Rossby.Tests.Support;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Unit;

public sealed class CheckpointStoreTests
{
    static readonly string[] Files = ["weights.safetensors", "optimizer.safetensors", "state.json", "SHA256SUMS"];

    static TrainingState State(long step) =>
        new() { Identity = new string('a', 64), Step = step, Epoch = 0, ValidatedEpochs = 0, Threads = 2, Seconds = 1.5, MetricsBytes = 10 * step };

    static Action<CheckpointFiles> Tensors(long step) => files =>
    {
        files.Write(files.Folder.Weights, s => s.Write(Encoding.UTF8.GetBytes($"weights of step {step}")));
        files.Write(files.Folder.Optimizer, s => s.Write(Encoding.UTF8.GetBytes($"moments of step {step}")));
    };

    [Fact]
    public void A_kill_after_any_change_on_disk_leaves_a_whole_checkpoint_of_this_save_or_the_last()
    {
        // As many stops as there are changes; the last one is no stop.
        for (int changes = 1; ; changes++)
        {
            using var folder = new TemporaryFolder();
            var store = Saved(folder, 1, 2);
            int made = store.SaveStepwise(Tensors(3), State(3)).Take(changes).Count();

            var afterKill = new CheckpointStore(store.Target);
            var (state, damage, _) = afterKill.Recover();
            Assert.NotNull(state);
            Assert.Empty(damage);
            Assert.InRange(state.Step, 2, 3);
            Assert.Equal($"weights of step {state.Step}", File.ReadAllText(store.Target.Weights));
            Assert.All(Directory.GetDirectories(folder.In("checkpoints")), d => Assert.Contains(Path.GetFileName(d), new[] { "last", "last.previous" }));

            afterKill.Save(Tensors(4), State(4));
            Assert.Equal(4, afterKill.Recover().State!.Step);
            if (made < changes) break;
        }
    }

    [Fact]
    public void Two_kills_in_a_row_without_a_recovery_between_still_leave_one()
    {
        for (int first = 1; first < 9; first++)
        {
            for (int second = 1; second < 9; second++)
            {
                using var folder = new TemporaryFolder();
                var store = Saved(folder, 1);
                _ = store.SaveStepwise(Tensors(2), State(2)).Take(first).Count();
                _ = store.SaveStepwise(Tensors(3), State(3)).Take(second).Count();
                Assert.NotNull(store.Recover().State);
            }
        }
    }

    [Fact]
    public void A_first_save_that_is_killed_leaves_nothing_to_take_up_and_nothing_to_complain_of()
    {
        for (int changes = 1; changes <= 3; changes++)
        {
            using var folder = new TemporaryFolder();
            var store = Saved(folder);
            _ = store.SaveStepwise(Tensors(1), State(1)).Take(changes).Count();
            var (state, damage, _) = store.Recover();
            Assert.Null(state);
            Assert.Empty(damage);
        }
    }

    [Fact]
    public void The_hashes_are_what_sha256sum_checks()
    {
        using var folder = new TemporaryFolder();
        var store = Saved(folder, 1, 2);
        foreach (string checkpoint in new[] { store.Target.Path, store.Target.Path + ".previous" })
        {
            var result = Command.Run("sha256sum", ["--check", "--strict", "SHA256SUMS"], checkpoint);
            Assert.True(result.ExitCode == 0, result.ToString());
            Assert.Equal(3, result.Output.Split('\n').Count(l => l.EndsWith(": OK", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void A_flipped_bit_anywhere_is_found_named_and_the_checkpoint_before_is_used()
    {
        var flips = from file in Gen.Elements(Files) from position in Gen.Choose(0, int.MaxValue - 1) from bit in Gen.Choose(0, 7) select (file, position, bit);
        using var saved = new TemporaryFolder();
        Saved(saved, 1, 2);
        Prop.ForAll(flips.ToArbitrary(), flip => RequireFallBack(saved, flip.file, path => FlippedBit.In(path, flip.position, flip.bit))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_file_cut_short_anywhere_is_found_named_and_the_checkpoint_before_is_used()
    {
        var cuts = from file in Gen.Elements(Files) from length in Gen.Choose(0, int.MaxValue - 1) select (file, length);
        using var saved = new TemporaryFolder();
        Saved(saved, 1, 2);
        Prop.ForAll(cuts.ToArbitrary(), cut => RequireFallBack(saved, cut.file, path =>
        {
            using var stream = File.OpenWrite(path);
            stream.SetLength(cut.length % stream.Length);
        })).QuickCheckThrowOnFailure();
    }

    [Theory]
    [MemberData(nameof(AllFiles))]
    public void A_file_that_is_missing_is_named_and_the_checkpoint_before_is_used(string file)
    {
        using var saved = new TemporaryFolder();
        Saved(saved, 1, 2);
        RequireFallBack(saved, file, File.Delete);
    }

    [Theory]
    [MemberData(nameof(AllFiles))]
    public void A_file_that_grew_is_named_and_the_checkpoint_before_is_used(string file)
    {
        using var saved = new TemporaryFolder();
        Saved(saved, 1, 2);
        RequireFallBack(saved, file, path => File.AppendAllText(path, "x"));
    }

    public static TheoryData<string> AllFiles => [.. Files];

    [Theory]
    [MemberData(nameof(AllFiles))]
    public void When_every_checkpoint_is_damaged_the_run_is_refused_and_nothing_is_touched(string file)
    {
        using var folder = new TemporaryFolder();
        var store = Saved(folder, 1, 2);
        string[] paths = [Path.Combine(store.Target.Path, file), Path.Combine(store.Target.Path + ".previous", file)];
        foreach (string path in paths) File.AppendAllText(path, "x");
        var before = Contents(folder);
        var e = Assert.Throws<DataException>(() => store.Recover());
        Assert.Equal(65, e.ExitCode);
        Assert.All(paths, p => Assert.Contains(p + ":", e.Message, StringComparison.Ordinal));
        Assert.Contains($"delete that folder, and training begins anew", e.Message, StringComparison.Ordinal);
        Assert.Equal(before, Contents(folder));
    }

    [Fact]
    public void A_damaged_checkpoint_is_kept_beside_the_one_that_takes_its_place()
    {
        using var folder = new TemporaryFolder();
        var store = Saved(folder, 1, 2);
        File.WriteAllText(store.Target.Weights, "other weights");
        var (_, _, kept) = store.Recover();
        Assert.Equal("other weights", File.ReadAllText(kept!.Weights));
        store.Save(Tensors(2), State(2));
        Assert.Equal((2, 0), (store.Recover().State!.Step, store.Recover().Damage.Count));
    }

    [Fact]
    public void A_save_that_fails_leaves_the_checkpoint_before_it()
    {
        using var folder = new TemporaryFolder();
        var store = Saved(folder, 1);
        Assert.Throws<StorageException>(() => store.Save(_ => throw new IOException("No space left on device"), State(2)));
        Assert.Equal(1, store.Recover().State!.Step);
    }

    [Fact]
    public void The_state_comes_back_as_it_was()
    {
        using var folder = new TemporaryFolder();
        var store = Saved(folder);
        var state = State(7) with { BestMeanIou = 0.1 + 0.2, BestStep = 5, Loss = 1 / 3.0 };
        store.Save(Tensors(7), state);
        Assert.Equal(state, store.Recover().State);
        Assert.Equal(state, store.Read());
    }

    [Fact]
    public void Another_run_s_checkpoint_is_kept_under_another_name()
    {
        using var folder = new TemporaryFolder();
        var store = Saved(folder, 1, 2);
        store.SetAside("abc");
        Assert.Null(store.Recover().State);
        Assert.Equal("weights of step 2", File.ReadAllText(Path.Combine(store.Target.Path + ".abc", "weights.safetensors")));
    }

    [Fact]
    public void When_the_last_two_are_damaged_the_latest_of_the_archive_is_used()
    {
        using var folder = new TemporaryFolder();
        var archive = new CheckpointArchive(folder.In("checkpoints", "steps"), keepLast: 2, keepEverySteps: null);
        var store = new CheckpointStore(new(folder.In("checkpoints", "last")), archive);
        for (int step = 1; step <= 6; step++) store.Save(Tensors(step), State(step));
        Assert.Equal(["00000004", "00000003"], archive.NewestFirst.Select(f => Path.GetFileName(f.Path)));
        FlippedBit.In(store.Target.Weights, 3);
        FlippedBit.In(Path.Combine(store.Target.Path + ".previous", "SHA256SUMS"), 5);
        var (state, damage, kept) = store.Recover();
        Assert.Equal((4, 2), (state!.Step, damage.Count));
        Assert.NotNull(kept);
        for (int step = 5; step <= 6; step++) store.Save(Tensors(step), State(step));
        Assert.Equal(6, store.Recover().State!.Step);
        Assert.Equal(["00000004", "00000003"], archive.NewestFirst.Select(f => Path.GetFileName(f.Path)));
    }

    [Fact]
    public void A_kill_after_any_change_while_older_ones_are_archived_loses_none_of_those_to_be_kept()
    {
        for (int changes = 1; changes < 9; changes++)
        {
            using var folder = new TemporaryFolder();
            var archive = new CheckpointArchive(folder.In("checkpoints", "steps"), keepLast: 2, keepEverySteps: null);
            var store = new CheckpointStore(new(folder.In("checkpoints", "last")), archive);
            for (int step = 1; step <= 4; step++) store.Save(Tensors(step), State(step));
            _ = store.SaveStepwise(Tensors(5), State(5)).Take(changes).Count();
            long newest = store.Recover().State!.Step;
            Assert.InRange(newest, 4, 5);
            string[] all = [.. archive.NewestFirst.Select(f => f.Path), store.Target.Path, store.Target.Path + ".previous"];
            long[] steps = [.. all.Where(Directory.Exists).Select(p => TrainingStateFile.Read(new(p)).Step).Order()];
            Assert.Subset(steps.ToHashSet(), new HashSet<long> { newest, newest - 1, newest - 2 });
        }
    }

    static CheckpointStore Saved(TemporaryFolder folder, params ReadOnlySpan<long> steps)
    {
        var store = new CheckpointStore(new(folder.In("checkpoints", "last")));
        foreach (long step in steps) store.Save(Tensors(step), State(step));
        return store;
    }

    static void RequireFallBack(TemporaryFolder saved, string file, Action<string> damaging)
    {
        using var folder = new TemporaryFolder();
        foreach (string from in Directory.EnumerateFiles(saved.Path, "*", SearchOption.AllDirectories))
        {
            string to = folder.In(Path.GetRelativePath(saved.Path, from));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(from, to);
        }
        var store = Saved(folder);
        damaging(Path.Combine(store.Target.Path, file));
        var (state, damage, _) = store.Recover();
        Assert.Equal(1, state!.Step);
        Assert.NotEmpty(damage);
        Assert.All(damage, d => Assert.StartsWith(store.Target.Path, d, StringComparison.Ordinal));
        // A flip in a hash cannot be told from one in the file that it is of.
        if (file != "SHA256SUMS") Assert.Contains(damage, d => d.StartsWith(Path.Combine(store.Target.Path, file) + ":", StringComparison.Ordinal));
        Assert.Equal("weights of step 1", File.ReadAllText(store.Target.Weights));
    }

    static string[] Contents(TemporaryFolder folder) =>
        [.. Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(f => $"{f}: {File.ReadAllText(f)}")];
}
