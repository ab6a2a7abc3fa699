using System.Diagnostics;
using System.Globalization;
using Rossby.Benchmarks.Step;
using Rossby.Core;
using Rossby.Models;
using Rossby.Torch;

// Our side of benchmarks/step.sh, which says when: each line "N" on stdin is answered by the mean seconds of N steps, 0 by the most
// memory that was resident (MiB), with which it ends.
// usage: Step flops ARCHITECTURE HEIGHT WIDTH
//        Step peak (fp32|bf16) THREADS
//        Step (train|recompute|infer|write FOLDER) ARCHITECTURE (fp32|bf16) HEIGHT WIDTH BATCH THREADS [PADDING]
//        Step checkpoint FOLDER STEPS ROUNDS ARCHITECTURE (fp32|bf16) HEIGHT WIDTH BATCH THREADS      benchmarks/checkpoint.sh, without turns from outside
var culture = CultureInfo.InvariantCulture;
var rest = new Queue<string>(args);
string mode = rest.Dequeue();
if (mode == "peak")
{
    Console.WriteLine(ConvolutionPeak.GigaflopsPerSecond(rest.Dequeue() == "bf16", int.Parse(rest.Dequeue(), culture)).ToString("F0", culture));
    return;
}
int Next() => int.Parse(rest.Dequeue(), culture);
string? folder = mode is "write" or "checkpoint" ? rest.Dequeue() : null;
var (stepsBetween, rounds) = mode == "checkpoint" ? (Next(), Next()) : (0, 0);
string architecture = rest.Dequeue();
string precision = mode == "flops" ? "fp32" : rest.Dequeue();
var (height, width) = (Next(), Next());
int batch = mode == "flops" ? 1 : Next();
int threads = mode == "flops" ? 1 : Next();
PaddingMode? padding = rest.Count > 0 ? Enum.Parse<PaddingMode>(rest.Dequeue(), ignoreCase: true) : null;
TorchRuntime.Initialize(threads, sharedCores: false);
var benchmark = new BenchmarkCase(architecture, precision == "bf16", height, width, batch, padding);
if (mode == "flops")
{
    Console.WriteLine(NetworkTable.Of(benchmark.Config, benchmark.Channels.Length, height, width).Flops.ToString(culture));
    return;
}
using var contender = new Contender(benchmark);
if (mode == "checkpoint")
{
    using var turns = new CheckpointTurns(contender, folder!);
    turns.Run(stepsBetween, rounds);
    return;
}
if (folder is not null)
{
    contender.Write(folder);
    return;
}
Action step = mode == "infer" ? contender.Infer : () => contender.Train(recompute: mode == "recompute");
while (Console.ReadLine() is { } line && int.Parse(line, culture) is > 0 and var steps)
{
    long start = Stopwatch.GetTimestamp();
    for (int i = 0; i < steps; i++) step();
    Console.WriteLine((Stopwatch.GetElapsedTime(start).TotalSeconds / steps).ToString("F5", culture));
}
string peak = File.ReadLines("/proc/self/status").Single(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
Console.WriteLine(long.Parse(peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], culture) / 1024);
