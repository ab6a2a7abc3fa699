using System.Buffers.Binary;
using Microsoft.Extensions.Logging.Abstractions;
using Rossby.Core;
using Rossby.Staging;

namespace Rossby.Notebook;

/// <summary>The fields and labels of a run's set, read where ingest left them.</summary>
internal sealed class RunData : IDisposable
{
    readonly StagedSet set;
    readonly Dictionary<ClimateTime, (SampleReader Reader, int Sample)> byTime = [];

    RunData(StagedSet set)
    {
        this.set = set;
        foreach (string split in SplitName.All)
        {
            var reader = set.Reader(split);
            for (int i = 0; i < reader.Count; i++) byTime.TryAdd(reader.Time(i), (reader, i));
        }
    }

    /// <summary>What the set holds.</summary>
    public Manifest Manifest => set.Manifest;

    /// <summary>The grid.</summary>
    public LatLonGrid Grid => set.Grid;

    /// <summary>Opens the set with a given identity.</summary>
    /// <exception cref="InputMissingException">It is no longer there.</exception>
    public static RunData Open(RunFolder run, PipelineConfig config, string dataRoot)
    {
        // The folder of sets is relative to where rossby ran: the folder in which config.Runs names the parent of this run.
        string up = string.Concat(Enumerable.Repeat("../", 1 + config.Runs.Split('/').Count(part => part is not ("" or "."))));
        string[] places = [Path.GetFullPath(Path.Combine(run.Path, up, config.Data)), Path.GetFullPath(config.Data)];
        foreach (string place in places.Distinct().Where(Directory.Exists))
        {
            foreach (string path in Directory.EnumerateDirectories(place))
            {
                var data = new DataFolder(path);
                if (!File.Exists(data.Manifest) || ManifestFile.Read(data.Manifest).DataRoot != dataRoot) continue;
                var context = new RunContext { Run = run, Data = data, ConfigFolder = run.Path, Seed = config.Seed, Logger = NullLogger.Instance };
                return new RunData(StagedSet.Open(new StageConfig { Folder = data.Path }, context));
            }
        }
        throw new InputMissingException($"{run.Path}: its data ({dataRoot[..12]}) are no longer in {string.Join(" or ", places.Distinct())}. Ingest again.");
    }

    /// <summary>The times of a split.</summary>
    public IReadOnlyList<ClimateTime> Times(string split)
    {
        if (!SplitName.All.Contains(split)) throw new UsageException($"There is no split '{split}'; there are {string.Join(", ", SplitName.All)}.");
        var reader = set.Reader(split);
        return [.. Enumerable.Range(0, reader.Count).Select(reader.Time)];
    }

    /// <summary>A channel by name; null takes TMQ, else IVT, else the first.</summary>
    public ChannelStatistics Channel(string? name)
    {
        var channels = Manifest.Channels;
        if (name is null) return Find("TMQ") ?? Find("IVT") ?? channels[0];
        return Find(name) ?? throw new UsageException($"The set has no channel '{name}'; it has {string.Join(", ", channels.Select(c => c.Name))}.");

        ChannelStatistics? Find(string wanted) => channels.FirstOrDefault(c => c.Name == wanted);
    }

    /// <summary>A channel at a time [H, W] in its physical unit, NaN where missing.</summary>
    public float[] Field(ClimateTime time, ChannelStatistics channel)
    {
        var (reader, sample) = At(time);
        byte[] bytes = new byte[reader.DataBytes];
        reader.ReadData(sample, bytes);
        int channels = Manifest.Channels.Count, place = Manifest.Channels.TakeWhile(c => c != channel).Count();
        float[] field = new float[Grid.CellCount];
        for (int i = 0; i < field.Length; i++) field[i] = Value(bytes, i * channels + place, channel);
        return field;
    }

    /// <summary>The label at a time [H, W].</summary>
    public byte[] Label(ClimateTime time)
    {
        var (reader, sample) = At(time);
        byte[] label = new byte[reader.LabelBytes];
        reader.ReadLabels(sample, label);
        return label;
    }

    /// <inheritdoc/>
    public void Dispose() => set.Dispose();

    // fp32 holds physical values; the 16-bit types hold values normalised by the channel's statistics.
    float Value(ReadOnlySpan<byte> data, int element, ChannelStatistics channel) => Manifest.ElementType switch
    {
        ElementType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(data[(4 * element)..]),
        ElementType.Float16 => Physical((float)BinaryPrimitives.ReadHalfLittleEndian(data[(2 * element)..]), channel),
        ElementType.BFloat16 => Physical(BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(data[(2 * element)..]) << 16), channel),
        var other => throw new DataException($"A set of {other} is not read."),
    };

    static float Physical(float normalised, ChannelStatistics channel) => (float)(normalised * channel.StandardDeviation + channel.Mean);

    (SampleReader Reader, int Sample) At(ClimateTime time) => byTime.TryGetValue(time, out var found)
        ? found
        : throw new UsageException($"The set has no sample at {time}; Times(split) lists those it has.");
}
