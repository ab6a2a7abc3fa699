using Rossby.Core;
using Rossby.Tests.Support;

namespace Rossby.Tests.Unit;

/// <summary>
/// A set whose shards are raw bytes with a manifest made by hand: readers go by offsets alone, so no HDF5 library is needed. Every sample's data and
/// labels are a function of its number, so that a test knows what it must read.
/// </summary>
sealed class FakeSet : IDisposable
{
    readonly TemporaryFolder folder = new();

    public FakeSet(int[] samplesPerShard, int height = 4, int width = 6, int channels = 3, ElementType type = ElementType.Float32,
        int header = 4096, int labellings = 1, string split = SplitName.Train)
    {
        (Height, Width, Channels, Type) = (height, width, channels, type);
        (DataBytes, LabelBytes) = (height * width * channels * type.Bytes(), height * width);
        Context = new RunContext
        {
            Run = new RunFolder(folder.In("runs", "test")),
            Data = new DataFolder(folder.In("data", "0123456789ab")),
            ConfigFolder = folder.Path,
            Seed = 1,
            Logger = Log,
        };
        Config = new StageConfig { Folder = folder.In("node"), Readers = 3, KeepFreeMiB = 0 };
        var shards = new List<ShardEntry>();
        int first = 0;
        foreach (int samples in samplesPerShard)
        {
            shards.Add(WriteShard($"shards/{split}-{shards.Count:D4}.h5", split, first, samples, header, labellings));
            first += samples;
        }
        Manifest = new Manifest
        {
            FormatVersion = Manifest.CurrentFormatVersion,
            DataRoot = ShardIdentity.OfSet(shards.Select(s => s.Identity)),
            ElementType = type,
            Channels = [.. Enumerable.Range(0, channels).Select(c => new ChannelStatistics
            {
                Name = $"C{c}", LongName = $"Channel {c}", Units = "1", Mean = 0, StandardDeviation = 1, Minimum = -1, Maximum = 1, MissingShare = 0,
            })],
            LatitudeDeg = [.. Enumerable.Range(0, height).Select(i => -10.0 + i * 0.25)],
            LongitudeDeg = [.. Enumerable.Range(0, width).Select(i => i * 0.25)],
            Orientation = new(false, 0, "lat", "lon", [.. Enumerable.Range(0, width).Select(i => i * 0.25)]),
            TimeUnits = "hours since 2000-01-01",
            Calendar = "noleap",
            Labellings = [.. Enumerable.Range(0, labellings).Select(k => new LabellingEntry
            {
                Dataset = $"climate/labels_{k}", Method = "variable", Version = "1", Parameters = new Dictionary<string, string>(), IsRuleBased = false,
                ClassFrequencies = [1, 0, 0], AreaShares = [1, 0, 0], IgnoredShare = 0,
            })],
            SplitDescription = "by hand",
            Shards = shards,
            Sources = [new("a.nc", 1, 2, "00000000"), new("b.nc", 3, 4, "00000000")],
        };
        ManifestFile.Write(Context.Data.Manifest, Manifest);
    }

    public int Height { get; }

    public int Width { get; }

    public int Channels { get; }

    public ElementType Type { get; }

    public int DataBytes { get; }

    public int LabelBytes { get; }

    public Manifest Manifest { get; }

    public StageConfig Config { get; }

    public RunContext Context { get; }

    public ListLogger Log { get; } = new();

    /// <summary>The folder of the staged copies.</summary>
    public string StagedFolder => Path.Combine(Config.Folder!, $"rossby-{Manifest.DataRoot[..12]}");

    public string Staged(int shard) => Path.Combine(StagedFolder, Manifest.Shards[shard].File);

    public string Source(int shard) => Path.Combine(Context.Data.Path, Manifest.Shards[shard].File);

    public string In(params ReadOnlySpan<string> parts) => folder.In(parts);

    public void Stage() => Rossby.Staging.StagingStage.Run(Config, Context, CancellationToken.None);

    /// <summary>What byte <paramref name="i"/> of a sample's data is.</summary>
    public static byte DataByte(int sample, int i) => (byte)(sample * 31 + i * 7 + (i >> 8));

    /// <summary>What cell <paramref name="i"/> of a sample's labels is in labelling <paramref name="k"/>.</summary>
    public static byte Label(int sample, int i, int k) => (byte)((sample + i + k) % 3);

    public byte[] Data(int sample) => [.. Enumerable.Range(0, DataBytes).Select(i => DataByte(sample, i))];

    public byte[] Labels(int sample, int k = 0) => [.. Enumerable.Range(0, LabelBytes).Select(i => Label(sample, i, k))];

    /// <summary>Changes one bit of a file and leaves its length and, as failing hardware does, its time of change.</summary>
    public static void FlipBit(string path, long offset)
    {
        var time = File.GetLastWriteTimeUtc(path);
        using (var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite))
        {
            stream.Position = offset;
            int value = stream.ReadByte();
            stream.Position = offset;
            stream.WriteByte((byte)(value ^ 16));
        }
        File.SetLastWriteTimeUtc(path, time);
    }

    public void Dispose() => folder.Dispose();

    ShardEntry WriteShard(string name, string split, int first, int samples, int header, int labellings)
    {
        byte[] bytes = new byte[header + samples * (DataBytes + labellings * LabelBytes) + 17];
        for (int i = 0; i < header; i++) bytes[i] = 0xAB;
        for (int s = 0; s < samples; s++)
        {
            Data(first + s).CopyTo(bytes, header + s * DataBytes);
            for (int k = 0; k < labellings; k++) Labels(first + s, k).CopyTo(bytes, header + samples * DataBytes + (k * samples + s) * LabelBytes);
        }
        string path = Path.Combine(Context.Data.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        uint[] table = [.. bytes.Chunk(Crc32C.BlockBytes).Select(b => Crc32C.Of(b))];
        return new ShardEntry
        {
            File = name,
            Bytes = bytes.Length,
            Split = split,
            Crc32C = table,
            Identity = ShardIdentity.OfShard(name, bytes.Length, table),
            Data = new("climate/data", header, Type, [samples, Height, Width, Channels]),
            Labels = [.. Enumerable.Range(0, labellings).Select(k => new DatasetExtent(
                $"climate/labels_{k}", header + (long)samples * (DataBytes + k * LabelBytes), ElementType.UInt8, [samples, Height, Width]))],
            Times = [.. Enumerable.Range(first, samples).Select(i => 6.0 * i)],
            Sources = [.. Enumerable.Range(first, samples).Select(i => i % 2)],
        };
    }
}
