using System.Runtime.InteropServices;
using FsCheck;
using FsCheck.Fluent;
using Rossby.Core;
using Rossby.Hdf5;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Native.Ingest;

/// <summary>What is written into a shard is what HDF5 and a plain read at the manifest's offsets give back.</summary>
public class ShardRoundTripTests
{
    sealed record Set(int N, int H, int W, int C, int Seed, int? DeflateLevel);

    static readonly Arbitrary<Set> Sets = (
        from n in Gen.Choose(1, 5)
        from h in Gen.Choose(2, 40)
        from w in Gen.Choose(2, 50)
        from c in Gen.Choose(1, 6)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from level in Gen.Elements<int?>(null, 1, 6)
        select new Set(n, h, w, c, seed, level)).ToArbitrary();

    [Fact]
    public void Shards_give_back_every_bit_by_HDF5_and_by_offset() =>
        Prop.ForAll(Sets, set =>
        {
            using var folder = new TemporaryFolder();
            var (entry, values, labels) = Write(set, folder["train-0000.h5"]);
            byte[] file = File.ReadAllBytes(folder["train-0000.h5"]);
            using var h5 = H5File.Open(folder["train-0000.h5"]);
            using var data = h5.OpenDataset("climate/data");
            using var classes = h5.OpenDataset("climate/labels_0");
            float[] byLibrary = new float[values.Length];
            byte[] labelsByLibrary = new byte[labels.Length];
            data.Read<float>(byLibrary);
            classes.Read<byte>(labelsByLibrary);
            // Bits, not numbers: the NaN of a missing value must come back too.
            return MemoryMarshal.AsBytes<float>(byLibrary).SequenceEqual(MemoryMarshal.AsBytes<float>(values))
                && labelsByLibrary.AsSpan().SequenceEqual(labels)
                && (set.DeflateLevel != null || file.AsSpan((int)entry.Data.Offset, values.Length * 4).SequenceEqual(MemoryMarshal.AsBytes<float>(values))
                    && file.AsSpan((int)entry.Labels[0].Offset, labels.Length).SequenceEqual(labels)
                    && (entry.Data.Offset % 4096 == 0 || values.Length * 4 < 4096));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Checksums_and_identity_are_those_of_the_file_and_bytes_do_not_depend_on_when() =>
        Prop.ForAll(Sets, set =>
        {
            using var folder = new TemporaryFolder();
            var entry = Write(set, folder["a.h5"]).Entry;
            var again = Write(set, folder["b.h5"]).Entry;
            byte[] file = File.ReadAllBytes(folder["a.h5"]);
            return entry.Bytes == file.Length
                && entry.Crc32C.SequenceEqual(file.Chunk(Crc32C.BlockBytes).Select(block => Crc32C.Of(block)))
                && entry.Identity == ShardIdentity.OfShard(entry.File, file.Length, entry.Crc32C)
                && again.Identity == entry.Identity && File.ReadAllBytes(folder["b.h5"]).AsSpan().SequenceEqual(file);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_shard_over_four_MiB_has_a_checksum_for_each_block()
    {
        using var folder = new TemporaryFolder();
        var entry = Write(new Set(5, 200, 300, 4, 7, null), folder["a.h5"]).Entry;
        Assert.Equal(2, entry.Crc32C.Count);
        byte[] file = File.ReadAllBytes(folder["a.h5"]);
        Assert.Equal(Crc32C.Of(file.AsSpan(Crc32C.BlockBytes)), entry.Crc32C[1]);
    }

    static (ShardEntry Entry, float[] Values, byte[] Labels) Write(Set set, string path)
    {
        var random = new Random(set.Seed);
        float[] values = new float[set.N * set.H * set.W * set.C];
        for (int i = 0; i < values.Length; i++) values[i] = random.Next(20) == 0 ? float.NaN : random.NextSingle() * 1e5f;
        byte[] labels = new byte[set.N * set.H * set.W];
        for (int i = 0; i < labels.Length; i++) labels[i] = random.Next(4) is var k and < 3 ? (byte)k : (byte)255;
        int cells = set.H * set.W;
        return (Write(path, set.N, set.H, set.W, set.C, values, n => labels[(n * cells)..((n + 1) * cells)], set.DeflateLevel), values, labels);
    }

    internal static ShardEntry Write(string path, int samples, int height, int width, int channels, float[] values, Func<int, byte[]> labels, int? deflateLevel)
    {
        var grid = new LatLonGrid(
            [.. Enumerable.Range(0, height).Select(i => -80 + 160.0 * i / height)], [.. Enumerable.Range(0, width).Select(i => 180.0 * i / width)]);
        SourceChannel[] named = [.. Enumerable.Range(0, channels).Select(c => new SourceChannel($"C{c}", $"Channel {c}", "K", $"c{c}"))];
        var layout = new ShardLayout([false], ElementType.Float32, named, grid, null, "hours since 2000-01-01", "noleap", deflateLevel);
        var plan = new ShardPlan("shards/train-0000.h5", "train", [.. Enumerable.Range(0, samples)]);
        using var writer = new ShardWriter(path, layout, plan, [.. Enumerable.Range(0, samples).Select(i => 6.0 * i)], threads: samples);
        int cells = height * width;
        // In parts and out of order, as several threads would.
        foreach (int n in Enumerable.Range(0, samples).Reverse())
        {
            var sample = values.AsSpan(n * cells * channels, cells * channels);
            if (deflateLevel == null)
            {
                int cut = cells / 2;
                var bytes = MemoryMarshal.AsBytes(sample);
                writer.WriteValues(n, cut, bytes[(cut * channels * sizeof(float))..]);
                writer.WriteValues(n, 0, bytes[..(cut * channels * sizeof(float))]);
            }
            else
            {
                for (int c = channels - 1; c >= 0; c--)
                {
                    float[] channel = new float[cells];
                    for (int i = 0; i < cells; i++) channel[i] = sample[i * channels + c];
                    writer.WriteChannel(n, c, MemoryMarshal.AsBytes<float>(channel));
                }
            }
            writer.WriteLabels(n, [new LabelledStep(labels(n), [])]);
        }
        return writer.Commit(new int[samples]);
    }
}
