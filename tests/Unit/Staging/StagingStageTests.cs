using Rossby.Core;
using Rossby.Staging;
using Xunit;

namespace Rossby.Tests.Unit;

public class StagingStageTests
{
    [Fact]
    public void Staged_shards_equal_their_sources_and_nothing_partial_is_left()
    {
        using var set = new FakeSet([2, 3, 0, 4]);
        set.Stage();
        for (int i = 0; i < 4; i++) Assert.Equal(File.ReadAllBytes(set.Source(i)), File.ReadAllBytes(set.Staged(i)));
        Assert.Empty(Partials(set));
        Assert.StartsWith(Path.Combine(set.Config.Folder!, "rossby-" + set.Manifest.DataRoot[..12]), set.Staged(0), StringComparison.Ordinal);
    }

    [Fact]
    public void A_finished_copy_is_reused()
    {
        using var set = new FakeSet([2, 3]);
        set.Stage();
        var before = File.GetLastWriteTimeUtc(set.Staged(0));
        File.Delete(set.Source(0));
        set.Stage();
        Assert.Equal(before, File.GetLastWriteTimeUtc(set.Staged(0)));
    }

    [Fact]
    public void A_touched_copy_is_read_and_kept_when_it_is_good_and_fetched_when_it_is_not()
    {
        using var set = new FakeSet([2, 3]);
        set.Stage();
        File.SetLastWriteTimeUtc(set.Staged(0), DateTime.UtcNow.AddHours(1));
        FakeSet.FlipBit(set.Staged(1), 4100);
        File.SetLastWriteTimeUtc(set.Staged(1), DateTime.UtcNow.AddHours(1));
        var kept = File.GetLastWriteTimeUtc(set.Staged(0));
        set.Stage();
        Assert.Equal(kept, File.GetLastWriteTimeUtc(set.Staged(0)));
        Assert.Contains(set.Staged(1), Assert.Single(set.Log.Warnings), StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(set.Source(1)), File.ReadAllBytes(set.Staged(1)));
    }

    [Fact]
    public void Verify_reads_what_a_stamp_vouches_for()
    {
        using var set = new FakeSet([2]);
        set.Stage();
        FakeSet.FlipBit(set.Staged(0), 4100);
        set.Stage();
        Assert.Empty(set.Log.Warnings);
        StagingStage.Run(set.Config, set.Context, verify: true, CancellationToken.None);
        Assert.Single(set.Log.Warnings);
        Assert.Equal(File.ReadAllBytes(set.Source(0)), File.ReadAllBytes(set.Staged(0)));
    }

    [Fact]
    public void A_damaged_source_is_bad_data_and_leaves_nothing_of_that_shard()
    {
        using var set = new FakeSet([2, 3]);
        FakeSet.FlipBit(set.Source(1), 4097);
        var error = Assert.Throws<DataException>(set.Stage);
        Assert.Contains(set.Source(1), error.Message, StringComparison.Ordinal);
        Assert.Contains("block 0 ", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(set.Staged(1)));
        Assert.Empty(Partials(set));
    }

    [Fact]
    public void A_source_cut_short_is_bad_data_and_a_lost_one_is_missing()
    {
        using var set = new FakeSet([2]);
        using (var file = File.OpenWrite(set.Source(0))) file.SetLength(100);
        Assert.Throws<DataException>(set.Stage);
        File.Delete(set.Source(0));
        Assert.Throws<InputMissingException>(set.Stage);
        Assert.Empty(Partials(set));
    }

    [Fact]
    public void Without_space_nothing_is_written_and_the_error_says_what_is_needed()
    {
        using var set = new FakeSet([2]);
        var config = set.Config with { KeepFreeMiB = 1_000_000_000 };
        var error = Assert.Throws<StorageException>(() => StagingStage.Run(config, set.Context, CancellationToken.None));
        Assert.Contains(set.Config.Folder!, error.Message, StringComparison.Ordinal);
        Assert.Contains("1 MiB are needed", error.Message, StringComparison.Ordinal);
        Assert.Contains("MiB are free", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(set.Staged(0)));
        Assert.Empty(Partials(set));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_a_storage_error()
    {
        using var set = new FakeSet([1]);
        File.WriteAllText(set.In("file"), "");
        var config = set.Config with { Folder = set.In("file", "node") };
        Assert.Throws<StorageException>(() => StagingStage.Run(config, set.Context, CancellationToken.None));
    }

    [Fact]
    public void Stopped_in_the_middle_whole_shards_are_kept_and_the_next_run_copies_the_rest()
    {
        using var set = new FakeSet([400, 400, 400], height: 64, width: 64);
        using var stop = new CancellationTokenSource();
        long shard = set.Manifest.Shards[0].Bytes;
        var context = set.Context with { Progress = new StopAfter(stop, bytesDone: shard + shard / 2) };
        var error = Assert.Throws<StoppedException>(() => StagingStage.Run(set.Config with { Readers = 1 }, context, stop.Token));
        Assert.Contains(" of 3 shards", error.Message, StringComparison.Ordinal);
        Assert.Empty(Partials(set));
        int whole = Enumerable.Range(0, 3).Count(i => File.Exists(set.Staged(i)));
        Assert.InRange(whole, 1, 2);
        set.Stage();
        for (int i = 0; i < 3; i++) Assert.Equal(File.ReadAllBytes(set.Source(i)), File.ReadAllBytes(set.Staged(i)));
    }

    [Fact]
    public void Stopped_before_the_first_shard_there_is_nothing_to_take_up()
    {
        using var set = new FakeSet([1]);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => StagingStage.Run(set.Config, set.Context, stop.Token));
        Assert.False(File.Exists(set.Staged(0)));
    }

    [Fact]
    public void What_a_killed_copy_left_is_cleared_away()
    {
        using var set = new FakeSet([1]);
        Directory.CreateDirectory(Path.GetDirectoryName(set.Staged(0))!);
        File.WriteAllText(set.Staged(0) + AtomicFile.PartialSuffix, "half");
        set.Stage();
        Assert.Empty(Partials(set));
    }

    [Fact]
    public void Many_that_stage_at_once_copy_each_shard_once()
    {
        using var set = new FakeSet([20, 20, 20, 20], height: 64, width: 64);
        Parallel.For(0, 6, new ParallelOptions { MaxDegreeOfParallelism = 6 }, _ => set.Stage());
        for (int i = 0; i < 4; i++) Assert.Equal(File.ReadAllBytes(set.Source(i)), File.ReadAllBytes(set.Staged(i)));
        Assert.Equal(1, set.Log.Lines.Count(l => l.Text.Contains("4 shards staged", StringComparison.Ordinal)));
        Assert.Empty(Partials(set));
    }

    [Theory]
    [InlineData("data")]
    [InlineData("data/0123456789ab")]
    [InlineData("link/0123456789ab/shards")]
    public void A_folder_that_holds_the_set_is_checked_in_place(string folder)
    {
        using var set = new FakeSet([2, 2]);
        File.CreateSymbolicLink(set.In("link"), set.In("data"));
        var config = set.Config with { Folder = set.In(folder) };
        StagingStage.Run(config, set.Context, CancellationToken.None);
        Assert.True(StagingStage.IsStaged(config, set.Context));
        Assert.Empty(Directory.EnumerateDirectories(set.In("data"), "rossby-*", SearchOption.AllDirectories));
        using (var staged = StagedSet.Open(config, set.Context))
        {
            byte[] data = new byte[set.DataBytes];
            staged.Reader(SplitName.Train).ReadData(3, data);
            Assert.Equal(set.Data(3), data);
        }
        FakeSet.FlipBit(set.Source(0), 4096);
        Assert.Throws<DataException>(() => StagingStage.Run(config, set.Context, CancellationToken.None));
    }

    [Fact]
    public void The_nodes_folder_is_the_first_that_is_named()
    {
        var data = new DataFolder("/scratch/data/0123456789ab");
        string root = new('f', 64);
        var all = new Dictionary<string, string?> { ["SLURM_TMPDIR"] = "/slurm", ["BB_PATH"] = "/bb", ["TMPDIR"] = "/tmpdir" };
        Assert.Equal("/cfg/rossby-ffffffffffff", Folder(new StageConfig { Folder = "/cfg" }));
        Assert.Equal("/slurm/rossby-ffffffffffff", Folder(new StageConfig()));
        all.Remove("SLURM_TMPDIR");
        Assert.Equal("/bb/rossby-ffffffffffff", Folder(new StageConfig()));
        all["BB_PATH"] = " ";
        Assert.Equal("/tmpdir/rossby-ffffffffffff", Folder(new StageConfig()));

        string Folder(StageConfig config) => StagingFolder.Of(config, data, root, all.GetValueOrDefault).Path;
    }

    static IEnumerable<string> Partials(FakeSet set) => Directory.Exists(set.Config.Folder)
        ? Directory.EnumerateFiles(set.Config.Folder!, "*.partial", SearchOption.AllDirectories)
        : [];

    sealed class StopAfter(CancellationTokenSource stop, long bytesDone) : IProgress<StageProgress>
    {
        long last = -1;

        public void Report(StageProgress value)
        {
            Assert.Equal("MiB", value.Unit);
            Assert.True(value.Done >= last);
            last = value.Done;
            if (value.Done << 20 >= bytesDone) stop.Cancel();
        }
    }
}
