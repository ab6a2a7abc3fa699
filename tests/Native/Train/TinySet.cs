using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging.Abstractions;
using Rossby.Core;
using Rossby.Staging;

namespace Rossby.Tests.Native;

/// <summary>
/// A staged set of 24 x 36 cells that a network can learn in seconds: class 1 is where a smooth field is high, class 2 where another is; shards are
/// raw bytes with a manifest made by hand. Several labellings agree. One NaN and one undecided cell a sample.
/// </summary>
sealed class TinySet : IDisposable
{
    public const int Height = 24, Width = 36, Channels = 4;

    readonly TemporaryFolder folder = new();
    readonly List<ShardEntry> shards = [];
    readonly int labellings;

    public TinySet(int train = 12, int validation = 4, bool global = true, Action<int, float[]>? spoil = null, int labellings = 1)
    {
        this.labellings = labellings;
        Data = new(Path.Combine(folder.Path, "data"));
        AddShard(SplitName.Train, 0, train, spoil);
        if (validation > 0) AddShard(SplitName.Validation, 1000, validation, spoil: null);
        ManifestFile.Write(Data.Manifest, new Manifest
        {
            FormatVersion = Manifest.CurrentFormatVersion,
            DataRoot = ShardIdentity.OfSet(shards.Select(s => s.Identity)),
            ElementType = ElementType.Float32,
            Channels = [.. Enumerable.Range(0, Channels).Select(c => new ChannelStatistics
            {
                Name = $"C{c}", LongName = $"Channel {c}", Units = "1", Mean = 100 * c, StandardDeviation = 10, Minimum = -100, Maximum = 1000, MissingShare = 0,
            })],
            LatitudeDeg = [.. Enumerable.Range(0, Height).Select(i => -86.25 + i * 7.5)],
            LongitudeDeg = [.. Enumerable.Range(0, Width).Select(i => i * (global ? 10.0 : 1.0))],
            Orientation = new(false, 0, "lat", "lon", [.. Enumerable.Range(0, Width).Select(i => i * 10.0)]),
            TimeUnits = "hours since 2000-01-01",
            Calendar = "noleap",
            Labellings = [.. Enumerable.Range(0, labellings).Select(k => new LabellingEntry
            {
                Dataset = $"climate/labels_{k}", Method = "variable", Version = "1", Parameters = new Dictionary<string, string>(), IsRuleBased = false,
                ClassFrequencies = [0.8, 0.1, 0.1], AreaShares = [0.8, 0.1, 0.1], IgnoredShare = 0,
            })],
            SplitDescription = "by hand",
            Shards = shards,
            Sources = [new("weather.nc", 1, 2, "00000000")],
        });
        Staged = Open("first");
    }

    public DataFolder Data { get; }

    public StagedSet Staged { get; }

    public string In(string name) => Path.Combine(folder.Path, name);

    public RunContext Context(string run, IProgress<StageProgress>? progress = null) => new()
    {
        Run = new(In(run)), Data = Data, ConfigFolder = folder.Path, Seed = 7, Logger = NullLogger.Instance, Progress = progress,
    };

    public void Dispose()
    {
        Staged.Dispose();
        folder.Dispose();
    }

    StagedSet Open(string run)
    {
        var config = new StageConfig { Folder = In("node"), KeepFreeMiB = 0 };
        StagingStage.Run(config, Context(run), CancellationToken.None);
        return StagedSet.Open(config, Context(run));
    }

    void AddShard(string split, int first, int samples, Action<int, float[]>? spoil)
    {
        var bytes = new MemoryStream();
        for (int s = 0; s < samples; s++)
        {
            float[] data = Fields(first + s);
            spoil?.Invoke(s, data);
            bytes.Write(MemoryMarshal.AsBytes<float>(data));
        }
        for (int k = 0; k < labellings; k++)
            for (int s = 0; s < samples; s++) bytes.Write(Labels(first + s));
        byte[] all = bytes.ToArray();
        string name = $"shards/{split}-0000.h5", path = Path.Combine(Data.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, all);
        uint[] table = [.. all.Chunk(Crc32C.BlockBytes).Select(b => Crc32C.Of(b))];
        shards.Add(new()
        {
            File = name, Bytes = all.Length, Split = split, Crc32C = table, Identity = ShardIdentity.OfShard(name, all.Length, table),
            Data = new("climate/data", 0, ElementType.Float32, [samples, Height, Width, Channels]),
            Labels = [.. Enumerable.Range(0, labellings).Select(k => new DatasetExtent(
                $"climate/labels_{k}", (4L * Channels + k) * samples * Height * Width, ElementType.UInt8, [samples, Height, Width]))],
            Times = [.. Enumerable.Range(first, samples).Select(i => 6.0 * i)],
            Sources = [.. Enumerable.Repeat(0, samples)],
        });
    }

    static double Wave(int sample, int c, int i, int j) =>
        Math.Cos(2 * Math.PI * (c + 1) * j / Width + sample * (0.7 + c)) * Math.Sin(Math.PI * (i + 1) * (1 + sample % 3) / (Height + 1));

    static float[] Fields(int sample)
    {
        float[] data = new float[Height * Width * Channels];
        for (int i = 0; i < Height; i++)
            for (int j = 0; j < Width; j++)
                for (int c = 0; c < Channels; c++) data[(i * Width + j) * Channels + c] = (float)(100 * c + 10 * Wave(sample, c, i, j));
        data[0] = float.NaN;
        return data;
    }

    static byte[] Labels(int sample)
    {
        byte[] labels = new byte[Height * Width];
        for (int i = 0; i < Height; i++)
            for (int j = 0; j < Width; j++)
                labels[i * Width + j] = (byte)(Wave(sample, 0, i, j) > 0.6 ? 1 : Wave(sample, 1, i, j) > 0.6 ? 2 : 0);
        labels[^1] = SegmentationClass.Ignore;
        return labels;
    }
}
