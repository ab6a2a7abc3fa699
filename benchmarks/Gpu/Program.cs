using System.Diagnostics;
using System.Globalization;
using Rossby.Benchmarks.Gpu;
using Rossby.Benchmarks.Step;
using Rossby.Core;
using Rossby.Models;
using Rossby.Torch;

// Our side of benchmarks/gpu.sh. Of a contender each line "N" on stdin is answered by the mean seconds of N steps, 0 by the most memory (MiB), the share of
// the time in which the host waited for the device, and the last loss, with which it ends.
// usage: Gpu about DEVICE
//        Gpu golden FILE DEVICE (fp32|bf16)
//        Gpu flops ARCHITECTURE HEIGHT WIDTH
//        Gpu peak DEVICE SIDE
//        Gpu shards DATA
//        Gpu train DATA RUN ARCHITECTURE (fp32|bf16) DEVICE BATCH STEPS (plain|recorded) THREADS
//        Gpu profile ARCHITECTURE (fp32|bf16) DEVICE HEIGHT WIDTH BATCH THREADS PASSES FILE
//        Gpu (eager|graph) ARCHITECTURE (fp32|bf16) DEVICE HEIGHT WIDTH BATCH THREADS
var culture = CultureInfo.InvariantCulture;
var rest = new Queue<string>(args);
string mode = rest.Dequeue();
int Next() => int.Parse(rest.Dequeue(), culture);
string Text(double value, string format) => value.ToString(format, culture);
Device Place(string name)
{
    // As the peer does.
    TorchRuntime.SetCudaArithmetic(tf32: false, tries: mode is "eager" or "graph" or "profile");
    return name == "cuda" ? Device.Cuda(0) : new(name);
}

switch (mode)
{
    case "about":
        TorchRuntime.Initialize(1, sharedCores: false);
        Console.WriteLine($"libtorch {TorchInfo.Version}, {TorchInfo.CudaDevices} CUDA devices, graphs {(CudaGraph.IsThere ? "built in" : "not built in")}");
        return 0;
    case "golden":
        TorchRuntime.Initialize(Environment.ProcessorCount, sharedCores: false);
        string file = rest.Dequeue();
        var device = Place(rest.Dequeue());
        string type = rest.Dequeue();
        Console.WriteLine($"{Path.GetFileNameWithoutExtension(file)}, {type} on {device}:");
        using (var check = new GoldenCheck(file, device, narrow: type == "bf16")) return check.Run() ? 0 : 1;
    case "flops":
        TorchRuntime.Initialize(1, sharedCores: false);
        var counted = new BenchmarkCase(rest.Dequeue(), false, Next(), Next(), 1, null);
        Console.WriteLine(Text(NetworkTable.Of(counted.Config, counted.Channels.Length, counted.Height, counted.Width).Flops, "F0"));
        return 0;
    case "peak":
        TorchRuntime.Initialize(Environment.ProcessorCount, sharedCores: false);
        Console.WriteLine(Text(DevicePeak.TeraflopsPerSecond(Place(rest.Dequeue()), Next()), "F3"));
        return 0;
    case "shards":
        new ShardTraining(rest.Dequeue(), ".").Check();
        return 0;
    case "train":
        var training = new ShardTraining(rest.Dequeue(), rest.Dequeue());
        var trained = new BenchmarkCase(rest.Dequeue(), false, 0, 0, 1, null);
        var precision = rest.Dequeue() == "bf16" ? Precision.Bf16 : Precision.Fp32;
        var trainer = rest.Dequeue() == "cuda" ? TrainDevice.Cuda : TrainDevice.Cpu;
        training.Train(trained, precision, trainer, Next(), Next(), rest.Dequeue() == "recorded", Next());
        return 0;
    default:
        break;
}

string architecture = rest.Dequeue();
bool narrow = rest.Dequeue() == "bf16";
string where = rest.Dequeue();
var (height, width, batch, threads) = (Next(), Next(), Next(), Next());
TorchRuntime.Initialize(threads, sharedCores: false);
var there = Place(where);
// Speed is wanted here; what else is nondeterministic is so in the peer too.
TorchRuntime.SetDeterministic(false);
using var contender = new StepContender(new BenchmarkCase(architecture, narrow, height, width, batch, null), there, recorded: mode == "graph");
if (mode == "profile")
{
    using var busy = there.IsCuda ? new BusyDevice(there) : null;
    int passes = Next();
    ProfileTable.Write(
        $"{architecture}, {(narrow ? "bf16" : "fp32")}, {height} x {width}, batch {batch}, {there}: median of {passes} passes", contender.Profile(passes, busy is null ? null : busy.Work), rest.Dequeue());
    return 0;
}
double loss = double.NaN, took = 0;
while (Console.ReadLine() is { } line && int.Parse(line, culture) is > 0 and var steps)
{
    DeviceWork.Wait(there);
    long start = Stopwatch.GetTimestamp();
    for (int i = 0; i < steps; i++) loss = contender.Train();
    DeviceWork.Wait(there);
    double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
    took += seconds;
    Console.WriteLine(Text(seconds / steps, "F6"));
}
Console.WriteLine($"{DeviceWork.PeakMiB(there)} {Text(contender.Waited / Math.Max(took, 1e-9), "F3")} {Text(loss, "R")}");
return 0;
