using System.Globalization;
using Rossby.Benchmarks.Step;
using Rossby.Core;
using Rossby.Hdf5;
using Rossby.Staging;
using Rossby.Torch;
using Rossby.Train;

namespace Rossby.Benchmarks.Gpu;

/// <summary>Training from shards on the disk by the stages of the product.</summary>
/// <param name="data">The folder of the set, which is read where it lies.</param>
/// <param name="run">The folder of the run.</param>
internal sealed class ShardTraining(string data, string run)
{
    const ulong Seed = 1;

    readonly RunContext context = new()
    {
        Run = new(run), Data = new(Path.GetFullPath(data)), ConfigFolder = run, Seed = Seed, Logger = new SayingLogger(),
    };

    StageConfig Stage => new() { Folder = context.Data.Path };

    /// <summary>Holds every shard against the manifest, once by all its checksums and once through libhdf5: datasets where the manifest says, and of each the first and the last sample.</summary>
    /// <exception cref="DataException">The manifest does not fit a shard.</exception>
    public void Check()
    {
        StagingStage.Run(Stage, context, CancellationToken.None);
        using var set = StagedSet.Open(Stage, context);
        foreach (string split in SplitName.All)
        {
            var reader = set.Reader(split);
            for (int n = 0; n < reader.Count; n++)
            {
                var sample = reader.Sample(n);
                if (sample.IndexInShard != 0 && sample.IndexInShard != sample.Shard.Samples - 1) continue;
                byte[] read = new byte[reader.DataBytes], labels = new byte[reader.LabelBytes];
                reader.ReadData(n, read);
                reader.ReadLabels(n, labels);
                using var file = H5File.Open(Path.Combine(context.Data.Path, sample.Shard.File));
                Compare(file, sample.Shard.Data, sample.IndexInShard, read);
                Compare(file, sample.Shard.Labels[0], sample.IndexInShard, labels);
            }
        }
        Console.WriteLine($"{set.Manifest.Shards.Count} shards, {set.Manifest.Shards.Sum(s => s.Bytes) >> 20} MiB, are as the manifest says, by its checksums and through {LibraryFinder.Load(NativeLibraries.Hdf5).Path}");
    }

    /// <summary>Trains, as the stage <c>train</c> does.</summary>
    /// <param name="network">The network.</param>
    /// <param name="precision">Its arithmetic.</param>
    /// <param name="device">Where.</param>
    /// <param name="batch">Samples of a step.</param>
    /// <param name="steps">Steps; passes over the split are as many as they take, and must be whole.</param>
    /// <param name="recorded">Whether steps are recorded and replayed.</param>
    /// <param name="threads">Threads on the CPU.</param>
    /// <exception cref="UsageException">The steps are no whole passes.</exception>
    public void Train(BenchmarkCase network, Precision precision, TrainDevice device, int batch, int steps, bool recorded, int threads)
    {
        long readBefore = BytesFromDisk;
        using var set = StagedSet.Open(Stage, context);
        var (epochs, rest) = Math.DivRem(steps * batch, set.Reader(SplitName.Train).Count);
        if (rest != 0 || epochs == 0) throw new UsageException($"{steps} steps of {batch} are no whole passes over {set.Reader(SplitName.Train).Count} samples");
        var config = new TrainConfig
        {
            Device = device, Precision = precision, BatchSize = batch, Epochs = epochs, RecordSteps = recorded, Threads = threads, PrefetchBatches = 4, TimelineSteps = steps,
            Checkpoints = new() { Steps = steps }, Schedule = new CosineScheduleConfig { WarmupSteps = Math.Min(20, steps / 4) },
        };
        TrainStage.Run(network.Config, config, set, context, CancellationToken.None);
        string memory = device == TrainDevice.Cuda ? $", {CudaMemory.Of(Device.Cuda(0)).Most >> 20} MiB of the GPU's memory at most" : "";
        Console.WriteLine($"{steps} steps of {batch} done, {(BytesFromDisk - readBefore) >> 20} MiB came from the disk itself{memory}");
    }

    static void Compare(H5File file, DatasetExtent extent, int index, byte[] read)
    {
        using var dataset = file.OpenDataset(extent.Path);
        if (dataset.Offset != extent.Offset || !dataset.Shape.AsSpan().SequenceEqual([.. extent.Shape]) || dataset.ElementBytes != extent.Type.Bytes())
            throw new DataException($"{file.CurrentPath}: {extent.Path} is not where the manifest says, or of another shape or type");
        byte[] there = new byte[read.Length];
        long[] start = [index, .. Enumerable.Repeat(0L, extent.Shape.Count - 1)], count = [1, .. extent.Shape.Skip(1)];
        dataset.ReadRaw(there, start, count);
        if (!there.AsSpan().SequenceEqual(read)) throw new DataException($"{file.CurrentPath}: {extent.Path}: libhdf5 reads sample {index} as other values");
    }

    // What the page cache held is not among it.
    static long BytesFromDisk => long.Parse(
        File.ReadLines("/proc/self/io").Single(l => l.StartsWith("read_bytes:", StringComparison.Ordinal)).Split(' ')[1], CultureInfo.InvariantCulture);
}
