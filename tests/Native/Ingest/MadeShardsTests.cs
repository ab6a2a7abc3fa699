using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Rossby.Core;
using Rossby.Ingest;
using Rossby.Staging;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Native.Ingest;

/// <summary>Sets that benchmarks/peers/make_shards.py makes by h5py are those that our own code would have made, and are refused where they are damaged.</summary>
public class MadeShardsTests
{
    const int Samples = 6, PerShard = 4, HeldOut = 2, Seed = 3;

    static readonly string Peers = RepositoryRoot.In("benchmarks", "peers");

    [Theory]
    [InlineData("fp32")]
    [InlineData("fp16")]
    [InlineData("bf16")]
    public void Shards_have_the_bytes_that_our_writer_gives_them(string type)
    {
        using var folder = new TemporaryFolder();
        var manifest = Make(folder.Path, type);
        // Values as the program made them, told by itself in float32.
        foreach (var shard in manifest.Shards)
        {
            var ours = Written(manifest, shard, folder["ours.h5"]);
            Assert.Equal(shard.Identity, ours.Identity);
            Assert.Equal(shard.Data.Offset, ours.Data.Offset);
            Assert.Equal(shard.Labels[0].Offset, ours.Labels[0].Offset);
        }
    }

    [Fact]
    public void What_is_read_is_what_was_made_and_statistics_are_those_of_ingest()
    {
        using var folder = new TemporaryFolder();
        var manifest = Make(folder.Path, "fp32");
        using var set = Staged(folder.Path);
        var tallies = new ChannelTallies([.. manifest.Channels.Select(Channel)]);
        var labels = new LabelTally();
        foreach (string split in SplitName.All)
        {
            var reader = set.Reader(split);
            for (int n = 0; n < reader.Count; n++)
            {
                var (values, classes) = Made((int)Math.Round(reader.Sample(n).TimeValue * 4));
                byte[] read = new byte[reader.DataBytes], readLabels = new byte[reader.LabelBytes];
                reader.ReadData(n, read);
                reader.ReadLabels(n, readLabels);
                Assert.Equal(Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<float>(Interleaved(values)))), Convert.ToHexString(SHA256.HashData(read)));
                Assert.Equal(classes, readLabels);
                SampleTally[] sample = [.. values.Select(channel => SampleTally.Of(channel))];
                tallies.AddAny(sample);
                if (split == SplitName.Train) tallies.AddTraining(sample);
                labels.Add(LabelCounts.Of(set.Grid, readLabels), split == SplitName.Train);
                Assert.Empty(manifest.Channels.Zip(sample).SelectMany(c => new FieldCheck(set.Grid, mayBeLongMeans: false).Findings(Channel(c.First), c.Second, null, "once")));
            }
        }
        foreach (var (told, ours) in manifest.Channels.Zip(tallies.Statistics()))
        {
            Assert.Equal(ours.Mean, told.Mean, 1e-12 * (Math.Abs(ours.Mean) + ours.StandardDeviation));
            Assert.Equal(1, told.StandardDeviation / ours.StandardDeviation, 1e-10);
            Assert.Equal((ours.Minimum, ours.Maximum, ours.MissingShare), (told.Minimum, told.Maximum, told.MissingShare));
            var known = ClimateChannels.Find(told.Name)!;
            Assert.Equal((known.LongName, known.Units), (told.LongName, told.Units));
        }
        Assert.Equal(ClimateChannels.Cam5.Select(c => c.Name), manifest.Channels.Select(c => c.Name));
        var entry = labels.Entry(new VariableLabeller(new() { Variable = "planted" }), 0, isSoft: false);
        Assert.All(entry.ClassFrequencies.Zip(manifest.Labellings[0].ClassFrequencies), c => Assert.Equal(c.First, c.Second, 1e-12));
        Assert.All(entry.AreaShares.Zip(manifest.Labellings[0].AreaShares), c => Assert.Equal(c.First, c.Second, 1e-12));
        Assert.All(manifest.Labellings[0].ClassFrequencies, f => Assert.True(f > 0));
    }

    [Fact]
    public void The_table_of_storms_has_every_labelled_cell_once()
    {
        using var folder = new TemporaryFolder();
        var manifest = Make(folder.Path, "bf16");
        using var set = Staged(folder.Path);
        var times = CfTime.Parse(manifest.TimeUnits, manifest.Calendar);
        var storms = StormObjectTable.Read(Path.Combine(folder.Path, "labels_0.objects.jsonl")).ToLookup(s => s.Time);
        foreach (string split in SplitName.All)
        {
            var reader = set.Reader(split);
            for (int n = 0; n < reader.Count; n++)
            {
                byte[] labels = new byte[reader.LabelBytes];
                reader.ReadLabels(n, labels);
                var counts = LabelCounts.Of(set.Grid, labels);
                var found = storms[times.Decode(reader.Sample(n).TimeValue).ToString()].ToArray();
                Assert.Equal(Enumerable.Range(1, found.Length), found.Select(s => s.Number));
                for (int k = 1; k < SegmentationClass.Count; k++)
                {
                    Assert.Equal(counts.Cells[k], found.Where(s => s.Class == k).Sum(s => s.Cells));
                    Assert.Equal(1, found.Where(s => s.Class == k).Sum(s => s.AreaKm2) / counts.AreaKm2[k], 1e-9);
                }
                Assert.All(found, s => Assert.Equal(s.Class, labels[Cell(set.Grid, s.CentroidLatitudeDeg, s.CentroidLongitudeDeg)]));
            }
        }
    }

    [Fact]
    public void A_damaged_shard_and_a_changed_manifest_are_refused()
    {
        using var folder = new TemporaryFolder();
        var manifest = Make(folder.Path, "bf16");
        string shard = Path.Combine(folder.Path, manifest.Shards[1].File);
        FlippedBit.In(shard, 70000);
        var damaged = Assert.Throws<DataException>(() => Staged(folder.Path));
        Assert.Contains(manifest.Shards[1].File, damaged.Message, StringComparison.Ordinal);
        FlippedBit.In(shard, 70000);
        string path = Path.Combine(folder.Path, ManifestFile.Name);
        string text = File.ReadAllText(path);
        File.WriteAllText(path, text.Replace($"\"bytes\": {manifest.Shards[0].Bytes}", $"\"bytes\": {manifest.Shards[0].Bytes + 1}", StringComparison.Ordinal));
        Assert.Throws<DataException>(() => Staged(folder.Path));
        File.WriteAllText(path, text);
        Staged(folder.Path).Dispose();
    }

    static Manifest Make(string folder, string type)
    {
        Referee.RunProgram(Path.Combine(Peers, "make_shards.py"), folder, "--size", "small", "--samples", $"{Samples}", "--held-out", $"{HeldOut}",
            "--per-shard", $"{PerShard}", "--type", type, "--seed", $"{Seed}", "--processes", "2");
        Assert.Empty(Directory.EnumerateFiles(folder, "*.partial", SearchOption.AllDirectories));
        return ManifestFile.Read(Path.Combine(folder, ManifestFile.Name));
    }

    static StagedSet Staged(string folder)
    {
        var config = new StageConfig { Folder = folder };
        var context = new RunContext { Run = new(folder), Data = new(folder), ConfigFolder = folder, Seed = 1, Logger = NullLogger.Instance };
        StagingStage.Run(config, context, CancellationToken.None);
        return StagedSet.Open(config, context);
    }

    static (float[][] Values, byte[] Labels) Made(int sample) => made.Value[sample];

    // By number: [16][H W] and [H W], as the program's weather gives them; between the splits lie eight numbers that no shard has.
    static readonly Lazy<Dictionary<int, (float[][] Values, byte[] Labels)>> made = new(() =>
    {
        using var folder = new TemporaryFolder();
        int[] numbers = [.. Enumerable.Range(0, Samples), .. Enumerable.Range(Samples + 8, HeldOut), .. Enumerable.Range(Samples + HeldOut + 16, HeldOut)];
        Referee.Run("""
            import sys
            peers, seed, folder, *numbers = sys.argv[1:]
            sys.path.insert(0, peers + "/shards")
            from weather import Weather
            weather = Weather(96, 144, int(seed))
            for number in numbers:
                values, labels, _ = weather.sample(int(number))
                values.tofile(f"{folder}/{number}.values")
                labels.tofile(f"{folder}/{number}.labels")
            """, [Peers, $"{Seed}", folder.Path, .. numbers.Select(n => $"{n}")]);
        return numbers.ToDictionary(n => n, n =>
        {
            byte[] labels = File.ReadAllBytes(folder[$"{n}.labels"]);
            float[] all = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(folder[$"{n}.values"])).ToArray();
            return ((float[][])[.. all.Chunk(labels.Length)], labels);
        });
    });

    static float[] Interleaved(float[][] values)
    {
        float[] all = new float[values.Length * values[0].Length];
        for (int c = 0; c < values.Length; c++)
            for (int i = 0; i < values[c].Length; i++) all[i * values.Length + c] = values[c][i];
        return all;
    }

    static ShardEntry Written(Manifest manifest, ShardEntry shard, string path)
    {
        (double, double)[]? normalisation = manifest.ElementType == ElementType.Float32 ? null : [.. manifest.Channels.Select(c => (c.Mean, c.StandardDeviation))];
        var layout = new ShardLayout([false], manifest.ElementType, [.. manifest.Channels.Select(Channel)], manifest.Grid(), normalisation, manifest.TimeUnits, manifest.Calendar);
        var plan = new ShardPlan(shard.File, shard.Split, [.. Enumerable.Range(0, shard.Samples)]);
        using var writer = new ShardWriter(path, layout, plan, [.. shard.Times], threads: 1);
        var encoding = new SampleEncoding(manifest.ElementType, normalisation ?? []);
        for (int n = 0; n < shard.Samples; n++)
        {
            var (values, labels) = Made((int)Math.Round(shard.Times[n] * 4));
            float[] planar = [.. values.SelectMany(v => v)];
            encoding.Normalise(planar, 0, values.Length);
            var encoded = encoding.Encode(planar, values.Length, 0, new float[planar.Length]);
            writer.SumValues(n, 0, encoded);
            writer.WriteValues(n, 0, encoded);
            writer.WriteLabels(n, [new LabelledStep(labels, [])]);
        }
        return writer.Commit(shard.Sources);
    }

    static SourceChannel Channel(ChannelStatistics c) => new(c.Name, c.LongName, c.Units, c.Origin ?? c.Name);

    static int Cell(LatLonGrid grid, double latitude, double longitude) =>
        (int)Math.Round((latitude - grid.LatitudeDeg[0]) / grid.LatitudeSpacingDeg) * grid.Width + (int)Math.Round(longitude / grid.LongitudeSpacingDeg) % grid.Width;
}
