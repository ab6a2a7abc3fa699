using System.Diagnostics;
using Rossby.Core;
using Rossby.Models;
using Rossby.Torch;
using Rossby.Train;

namespace Rossby.Benchmarks.Communication;

/// <summary>
/// What the backward pass of a network hides of the sum of its gradients: medians of interleaved rounds of the pass alone, of the pass and then the sum (one
/// bucket, which is full when the pass is over), and of both at once at several sizes of buckets; each the slowest rank's time.
/// </summary>
static class OverlapTable
{
    const int Height = 384, Width = 576, Channels = 4, Samples = 1;

    /// <summary>Prints a row per size of buckets.</summary>
    /// <param name="communicator">The ranks.</param>
    /// <param name="network">cgnet, whose parameters mostly lie near its end, so that their gradients come first, or unet, where they lie in the middle.</param>
    /// <param name="rounds">Rounds of each.</param>
    /// <param name="bucketMiB">The sizes.</param>
    public static void Print(ICommunicator communicator, string network, int rounds, double[] bucketMiB)
    {
        TorchRuntime.Initialize(1, communicator.Topology.SharesCores);
        communicator.ComputeOn(1);
        using var model = Network(network);
        long bytes = model.Parameters.NumberOfParameters * sizeof(float);
        var reached = new ReachedParameters([]);
        // Hooks that are not armed do nothing, so that all may hang on one network.
        double[] sizes = [bytes / 1048576.0 + 1, .. bucketMiB];
        OverlappedSum[] sums = [.. sizes.Select(s => new OverlappedSum(communicator, model.Parameters.All, new() { BucketMiB = s }, reached))];
        double[][] seconds = [.. Enumerable.Range(0, sums.Length + 1).Select(_ => new double[rounds])];
        for (int round = -1; round < rounds; round++)
        {
            for (int i = 0; i <= sums.Length; i++)
            {
                double took = Pass(communicator, model, i == 0 ? null : sums[i - 1]);
                if (round >= 0) seconds[i][round] = took;
            }
        }
        foreach (var sum in sums) sum.Dispose();
        if (communicator.Rank != 0) return;
        double[] medians = [.. seconds.Select(s => s.Order().ElementAt(rounds / 2))];
        double alone = medians[0], communication = medians[1] - medians[0];
        Console.WriteLine(FormattableString.Invariant(
            $"{communicator.Size} ranks, {bytes / 1e6:F1} MB of gradients: backward alone {alone * 1e3:F1} ms, the sum after it {communication * 1e3:F1} ms ({communication / alone:F2} of backward)"));
        for (int i = 0; i < bucketMiB.Length; i++)
        {
            double exposed = medians[i + 2] - alone;
            Console.WriteLine(FormattableString.Invariant(
                $"buckets of {bucketMiB[i],6:F2} MiB: both {medians[i + 2] * 1e3,8:F1} ms, exposed {exposed * 1e3,8:F1} ms, hidden {1 - exposed / communication,6:P0}"));
        }
    }

    static double Pass(ICommunicator communicator, SegmentationModel model, OverlappedSum? sum)
    {
        Autograd.ClearGradients(model.Parameters.Parameters);
        using var scope = TensorScope.Begin();
        var loss = model.Call(Tensor.Ones([Samples, Channels, Height, Width], format: MemoryFormat.ChannelsLast)).Mean();
        communicator.Barrier();
        long start = Stopwatch.GetTimestamp();
        sum?.BeginLastBackward();
        loss.Backward();
        sum?.Finish();
        double[] seconds = [Stopwatch.GetElapsedTime(start).TotalSeconds];
        communicator.Allreduce(seconds, ReduceOperation.Max);
        return seconds[0];
    }

    static SegmentationModel Network(string name) => ModelFactory.Create(
        name == "unet" ? new UNetConfig { Width = 16 } : new CgNetConfig(),
        [.. Enumerable.Range(0, Channels).Select(c => new ChannelStatistics
        {
            Name = $"C{c}", LongName = "", Units = "1", Mean = 0, StandardDeviation = 1, Minimum = -1, Maximum = 1, MissingShare = 0,
        })],
        periodicLongitude: true, seed: 1);
}
