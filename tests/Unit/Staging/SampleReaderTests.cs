using FsCheck;
using FsCheck.Fluent;
using Rossby.Core;
using Rossby.Staging;
using Xunit;

namespace Rossby.Tests.Unit;

public class SampleReaderTests
{
    [Fact]
    public void Every_sample_reads_back_whatever_the_shards() =>
        Prop.ForAll(
            (from shards in Gen.Choose(0, 5).ArrayOf().Resize(4)
             from height in Gen.Choose(2, 7)
             from width in Gen.Choose(2, 9)
             from channels in Gen.Choose(1, 4)
             from type in Gen.Elements(ElementType.Float32, ElementType.Float16, ElementType.BFloat16)
             from header in Gen.Choose(0, 5000)
             from labellings in Gen.Choose(1, 3)
             select (shards, height, width, channels, type, header, labellings)).ToArbitrary(),
            c =>
            {
                using var set = new FakeSet(c.shards, c.height, c.width, c.channels, c.type, c.header, c.labellings);
                set.Stage();
                using var staged = StagedSet.Open(set.Config, set.Context);
                int k = c.labellings - 1;
                var reader = staged.Reader(SplitName.Train, k);
                var memory = new ArrayBatch(2, set.DataBytes, set.LabelBytes);
                for (int sample = reader.Count - 1; sample >= 0; sample--)
                {
                    reader.Read(sample, memory, sample % 2);
                    if (!memory.Data(sample % 2).SequenceEqual(set.Data(sample)) || !memory.Labels(sample % 2).SequenceEqual(set.Labels(sample, k))) return false;
                    if (reader.Sample(sample).TimeValue != 6.0 * sample) return false;
                }
                return reader.Count == c.shards.Sum();
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(30)); // Each shard is synced to disk.

    [Fact]
    public void Samples_say_when_and_whence_they_are()
    {
        using var set = new FakeSet([3, 4]);
        set.Stage();
        using var staged = StagedSet.Open(set.Config, set.Context);
        var reader = staged.Reader(SplitName.Train);
        var sample = reader.Sample(5);
        Assert.Equal((2, "b.nc", "shards/train-0001.h5"), (sample.IndexInShard, sample.Source.Path, sample.Shard.File));
        Assert.Equal("2000-01-02T06:00:00", reader.Time(5).ToString());
        Assert.Equal(0, staged.Reader(SplitName.Test).Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.Sample(7));
        Assert.Throws<ArgumentOutOfRangeException>(() => staged.Reader(SplitName.Train, 1));
    }

    [Fact]
    public void Several_labellings_make_soft_labels_by_their_shares()
    {
        using var set = new FakeSet([2, 1], labellings: 2);
        set.Stage();
        using var staged = StagedSet.Open(set.Config, set.Context);
        var reader = staged.Reader(SplitName.Train, 1);
        Assert.True(reader.HasProbabilities);
        var memory = new ArrayBatch(1, set.DataBytes, set.LabelBytes, set.LabelBytes * 3);
        for (int sample = 0; sample < 3; sample++)
        {
            reader.Read(sample, memory, 0);
            float[] expected = [.. Enumerable.Range(0, set.LabelBytes).SelectMany(i => Enumerable.Range(0, 3).Select(c =>
                Enumerable.Range(0, 2).Count(k => FakeSet.Label(sample, i, k) == c) / 2f))];
            Assert.Equal(expected, memory.Probabilities(0).ToArray());
        }
    }

    [Fact]
    public void One_labelling_of_classes_alone_has_no_soft_labels()
    {
        using var set = new FakeSet([1]);
        set.Stage();
        using var staged = StagedSet.Open(set.Config, set.Context);
        var reader = staged.Reader(SplitName.Train);
        Assert.False(reader.HasProbabilities);
        Assert.Throws<InvalidOperationException>(() => reader.ReadProbabilities(0, new float[set.LabelBytes * 3]));
    }

    [Fact]
    public void Memory_of_another_shape_is_refused()
    {
        using var set = new FakeSet([1]);
        set.Stage();
        using var staged = StagedSet.Open(set.Config, set.Context);
        var wrong = new ArrayBatch(1, set.DataBytes / 2, set.LabelBytes);
        Assert.Throws<ArgumentException>(() => staged.Reader(SplitName.Train).Read(0, wrong, 0));
    }

    [Fact]
    public void A_set_that_is_not_staged_is_input_that_is_missing()
    {
        using var set = new FakeSet([1, 1]);
        Assert.Throws<InputMissingException>(() => StagedSet.Open(set.Config, set.Context));
        set.Stage();
        Assert.True(StagingStage.IsStaged(set.Config, set.Context));
        File.Delete(set.Staged(1));
        Assert.False(StagingStage.IsStaged(set.Config, set.Context));
        Assert.Contains(set.Staged(1), Assert.Throws<InputMissingException>(() => StagedSet.Open(set.Config, set.Context)).Message);
    }

    // Samples of 1.5 MiB, so that a shard has several blocks and samples lie across their edges.
    static FakeSet SetOfSeveralBlocks() => new([6], height: 256, width: 512, channels: 3);

    [Theory]
    [InlineData(4096 + 12, 0)]
    [InlineData(Crc32C.BlockBytes + 5, 1)]
    public void A_flipped_bit_in_a_staged_shard_is_caught_before_use_named_and_the_shard_refetched(long offset, int block)
    {
        using var set = SetOfSeveralBlocks();
        set.Stage();
        FakeSet.FlipBit(set.Staged(0), offset);
        Assert.NotEqual(File.ReadAllBytes(set.Source(0)), File.ReadAllBytes(set.Staged(0)));

        using var staged = StagedSet.Open(set.Config, set.Context);
        var reader = staged.Reader(SplitName.Train);
        var memory = new ArrayBatch(1, set.DataBytes, set.LabelBytes);
        for (int sample = 0; sample < reader.Count; sample++)
        {
            reader.Read(sample, memory, 0);
            Assert.Equal(set.Data(sample), memory.Data(0).ToArray());
        }

        string warning = Assert.Single(set.Log.Warnings);
        Assert.Contains(set.Staged(0), warning, StringComparison.Ordinal);
        Assert.Contains($"block {block} ", warning, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(set.Source(0)), File.ReadAllBytes(set.Staged(0)));
        Assert.True(StagingStage.IsStaged(set.Config, set.Context));
    }

    [Fact]
    public void Many_threads_that_meet_a_damaged_shard_fetch_it_once()
    {
        using var set = SetOfSeveralBlocks();
        set.Stage();
        FakeSet.FlipBit(set.Staged(0), 2 * Crc32C.BlockBytes + 1);
        using var staged = StagedSet.Open(set.Config, set.Context);
        var reader = staged.Reader(SplitName.Train);
        bool[] right = new bool[64];
        Parallel.For(0, right.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            byte[] data = new byte[set.DataBytes];
            reader.ReadData(i % 6, data);
            right[i] = data.AsSpan().SequenceEqual(set.Data(i % 6));
        });
        Assert.All(right, Assert.True);
        Assert.Single(set.Log.Warnings);
    }

    [Fact]
    public void A_staged_shard_cut_short_while_in_use_is_refetched()
    {
        using var set = SetOfSeveralBlocks();
        set.Stage();
        using var staged = StagedSet.Open(set.Config, set.Context);
        var reader = staged.Reader(SplitName.Train);
        byte[] data = new byte[set.DataBytes];
        reader.ReadData(0, data);
        using (var file = new FileStream(set.Staged(0), FileMode.Open, FileAccess.Write, FileShare.ReadWrite)) file.SetLength(set.DataBytes);
        reader.ReadData(4, data);
        Assert.Equal(set.Data(4), data);
        Assert.Single(set.Log.Warnings);
    }

    [Fact]
    public void What_is_written_to_a_staged_shard_after_its_first_use_is_caught_too()
    {
        using var set = SetOfSeveralBlocks();
        set.Stage();
        using var staged = StagedSet.Open(set.Config, set.Context);
        var reader = staged.Reader(SplitName.Train);
        byte[] data = new byte[set.DataBytes];
        for (int sample = 0; sample < reader.Count; sample++) reader.ReadData(sample, data);
        // Touched, and as it was.
        File.SetLastWriteTimeUtc(set.Staged(0), DateTime.UtcNow.AddMinutes(-1));
        reader.ReadData(0, data);
        Assert.Empty(set.Log.Warnings);
        FakeSet.FlipBit(set.Staged(0), 5000);
        // A program that writes leaves its time; what the hardware spoils without one is caught before a block's first use alone.
        File.SetLastWriteTimeUtc(set.Staged(0), DateTime.UtcNow);
        reader.ReadData(0, data);
        Assert.Equal(set.Data(0), data);
        Assert.Contains("block 0 ", Assert.Single(set.Log.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void When_the_source_is_damaged_too_reading_fails_and_names_it()
    {
        using var set = SetOfSeveralBlocks();
        set.Stage();
        FakeSet.FlipBit(set.Staged(0), 5000);
        FakeSet.FlipBit(set.Source(0), Crc32C.BlockBytes + 5000);
        using var staged = StagedSet.Open(set.Config, set.Context);
        byte[] data = new byte[set.DataBytes];
        var error = Assert.Throws<DataException>(() => staged.Reader(SplitName.Train).ReadData(0, data));
        Assert.Contains(set.Source(0), error.Message, StringComparison.Ordinal);
        Assert.Contains("block 1 ", error.Message, StringComparison.Ordinal);
    }
}
