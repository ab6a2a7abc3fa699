using Microsoft.Extensions.Logging.Abstractions;
using Rossby.Core;
using Rossby.Staging;
using Xunit;

namespace Rossby.Tests.Native.Ingest;

/// <summary>A deflated set holds the samples of a plain one bit for bit, for our readers and for HDF5's.</summary>
public sealed class DeflatedShardTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(ElementType.Float32, 6, false)]
    [InlineData(ElementType.Float32, 1, true)]
    [InlineData(ElementType.Float16, 1, false)]
    [InlineData(ElementType.BFloat16, 9, true)]
    public void Samples_labels_and_statistics_are_those_of_plain_shards(ElementType type, int level, bool regridded)
    {
        new WrittenSource().Write(folder["x.nc"], packed: true);
        var grid = regridded ? new GridConfig { Height = 6, Width = 12 } : null; // and soft labels
        using var plain = Make("plain", type, ShardCompression.None, level, grid);
        using var deflated = Make("deflated", type, ShardCompression.Deflate, level, grid);
        Assert.Equal(plain.Manifest.Channels, deflated.Manifest.Channels);
        Assert.NotEqual(plain.Manifest.DataRoot, deflated.Manifest.DataRoot);
        foreach (string split in SplitName.All)
        {
            SampleReader expected = plain.Reader(split), actual = deflated.Reader(split);
            Assert.Equal(expected.Count, actual.Count);
            float[] votes = new float[3 * expected.LabelBytes], same = new float[votes.Length];
            for (int i = 0; i < expected.Count; i++)
            {
                expected.ReadProbabilities(i, votes);
                actual.ReadProbabilities(i, same);
                Assert.Equal(votes, same);
                Assert.Equal(Read(expected.ReadData, i, expected.DataBytes), Read(actual.ReadData, i, actual.DataBytes));
                Assert.Equal(Read(expected.ReadLabels, i, expected.LabelBytes), Read(actual.ReadLabels, i, actual.LabelBytes));
            }
        }
    }

    [Fact]
    public void H5py_and_netCDF4_read_what_they_read_of_plain_shards()
    {
        new WrittenSource().Write(folder["x.nc"], packed: true);
        var grid = new GridConfig { Height = 6, Width = 12 }; // and soft labels
        Make("plain", ElementType.Float32, ShardCompression.None, 4, grid).Dispose();
        Make("deflated", ElementType.Float32, ShardCompression.Deflate, 4, grid).Dispose();
        Assert.Equal("gzip 4 True (1, 6, 12, 1) same", Referee.Run("""
            import sys, h5py, netCDF4, numpy as np
            a, b = (h5py.File(p) for p in sys.argv[1:3])
            n = netCDF4.Dataset(sys.argv[2])
            n.set_auto_mask(False)
            same = sorted(a['climate']) == sorted(b['climate'])
            for name in a['climate']:
                bits = a['climate'][name][:].tobytes()
                same &= bits == b['climate'][name][:].tobytes() == n['climate'][name][:].tobytes()
                same &= all(np.array_equal(v, b['climate'][name].attrs[k]) for k, v in a['climate'][name].attrs.items())
            d = b['climate/data']
            print(d.compression, d.compression_opts, d.shuffle, d.chunks, 'same' if same else 'differ')
            """, folder["plain/data/shards/train-0000.h5"], folder["deflated/data/shards/train-0000.h5"]));
    }

    [Theory]
    [InlineData(1101, 1000, 2)]
    [InlineData(3, 1200000, 1)]
    public void Channels_over_four_MiB_are_several_chunks_the_last_one_padded(int height, int width, int channels)
    {
        const int samples = 2;
        var random = new Random(5);
        float[] values = new float[samples * height * width * channels];
        for (int i = 0; i < values.Length; i++) values[i] = random.Next(3);
        byte[] labels = [.. Enumerable.Range(0, height * width).Select(_ => (byte)random.Next(3))];
        var entry = ShardRoundTripTests.Write(folder["train-0000.h5"], samples, height, width, channels, values, _ => labels, deflateLevel: 1);
        Assert.Equal((height + entry.Data.Deflated!.Rows - 1) / entry.Data.Deflated.Rows * channels * samples, entry.Data.Deflated.Offsets.Count);
        Assert.True(entry.Data.Deflated.Offsets.Count > channels * samples);
        Assert.Equal("True True", Referee.Run("""
            import sys, h5py, numpy as np
            f = h5py.File(sys.argv[1])
            v = np.fromfile(sys.argv[2], 'f4').reshape(f['climate/data'].shape)
            l = np.fromfile(sys.argv[3], 'u1').reshape(f['climate/labels_0'].shape[1:])
            print(np.array_equal(v, f['climate/data'][:]), all(np.array_equal(l, x) for x in f['climate/labels_0'][:]))
            """, folder["train-0000.h5"], Bytes("values", System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(values).ToArray()), Bytes("labels", labels)));
    }

    [Fact]
    public void A_full_disk_is_told_and_leaves_nothing_unfinished()
    {
        new WrittenSource().Write(folder["x.nc"]);
        using var disk = new FullDisk();
        File.WriteAllBytes(disk["ballast"], new byte[1000 << 10]);
        var config = Config(ElementType.Float32, ShardCompression.Deflate, 1, null);
        var error = Assert.Throws<StorageException>(() => Ingested.Run(config, Path.GetDirectoryName(disk["ballast"])!, folder.Path));
        Assert.Equal(74, error.ExitCode);
        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(disk["ballast"])!, "*.partial*", SearchOption.AllDirectories));
    }

    StagedSet Make(string name, ElementType type, ShardCompression compression, int level, GridConfig? grid = null)
    {
        _ = Ingested.Run(Config(type, compression, level, grid), folder[name], folder.Path);
        var context = new RunContext
        {
            Run = new RunFolder(folder[$"{name}/run"]), Data = new DataFolder(folder[$"{name}/data"]), ConfigFolder = folder.Path, Seed = 1, Logger = NullLogger.Instance,
        };
        var stage = new StageConfig { Folder = folder[$"{name}/node"], KeepFreeMiB = 0 };
        StagingStage.Run(stage, context, TestContext.Current.CancellationToken);
        return StagedSet.Open(stage, context);
    }

    static IngestConfig Config(ElementType type, ShardCompression compression, int level, GridConfig? grid) => WrittenSource.Config("x.nc") with
    {
        Grid = grid,
        ExtraLabels = [new VariableLabelsConfig()],
        Threads = 3,
        Shards = new ShardsConfig { Samples = 4, Type = type, Compression = compression, CompressionLevel = level },
    };

    delegate void Reading(int sample, Span<byte> bytes);

    static byte[] Read(Reading read, int sample, int length)
    {
        byte[] bytes = new byte[length];
        read(sample, bytes);
        return bytes;
    }

    string Bytes(string name, byte[] bytes)
    {
        File.WriteAllBytes(folder[name], bytes);
        return folder[name];
    }
}
