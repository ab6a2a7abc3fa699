using System.Globalization;
using System.Text.Json;
using Rossby.Core;
using Rossby.Models;

namespace Rossby.Benchmarks.Gpu;

/// <summary>A profile as a table sorted by time, and as JSON in the order of the pass.</summary>
internal static class ProfileTable
{
    const double Mega = 1 << 20, Giga = 1e9;

    /// <summary>Prints it and writes the JSON.</summary>
    /// <param name="title">What was measured.</param>
    /// <param name="layers">The layers.</param>
    /// <param name="file">The JSON file.</param>
    public static void Write(string title, IReadOnlyList<LayerCost> layers, string file)
    {
        var total = new LayerCost(
            "total", "", layers.Sum(l => l.ForwardMilliseconds), layers.Sum(l => l.BackwardMilliseconds), layers.Sum(l => l.Flops), layers.Sum(l => l.LeastBytes), layers.Sum(l => l.MovedBytes));
        Console.WriteLine(title);
        Console.WriteLine($"{"layer",-52} {"kind",-20} {"ms fwd",9} {"ms bwd",9} {"share",7} {"GFLOP",10} {"TFLOP/s",8} {"least MiB",10} {"moved MiB",10} {"GB/s",8}");
        foreach (var layer in layers.OrderByDescending(l => l.Milliseconds).Append(total)) Console.WriteLine(Line(layer, total));
        Console.WriteLine("by kind:");
        foreach (var kind in layers.GroupBy(l => l.Kind).OrderByDescending(g => g.Sum(l => l.Milliseconds)))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {kind.Key,-24} {kind.Sum(l => l.Milliseconds),9:F3} ms {100 * kind.Sum(l => l.Milliseconds) / total.Milliseconds,6:F2} %, least {kind.Sum(l => l.LeastBytes) / Mega:F1} MiB, moved {kind.Sum(l => l.MovedBytes) / Mega:F1} MiB"));
        Console.WriteLine("Least: every map, weight and gradient of a layer once. Moved: the tensors of libtorch's operations once each; loops of our own on the CPU are not among them. GB/s: moved bytes over the time.");
        AtomicFile.Write(file, stream => Json(stream, title, [.. layers, total]));
    }

    static string Line(LayerCost l, LayerCost total) => string.Create(CultureInfo.InvariantCulture,
        $"{l.Name,-52} {l.Kind,-20} {l.ForwardMilliseconds,9:F3} {l.BackwardMilliseconds,9:F3} {100 * l.Milliseconds / total.Milliseconds,6:F2}% {l.Flops / Giga,10:F2} {l.Flops / l.Milliseconds / Giga,8:F2} {l.LeastBytes / Mega,10:F1} {l.MovedBytes / Mega,10:F1} {l.MovedBytes / l.Milliseconds / 1e6,8:F1}");

    static void Json(Stream stream, string title, IReadOnlyList<LayerCost> layers)
    {
        using var json = new Utf8JsonWriter(stream, new() { Indented = true });
        json.WriteStartObject();
        json.WriteString("title", title);
        json.WriteStartArray("layers");
        foreach (var l in layers)
        {
            json.WriteStartObject();
            json.WriteString("name", l.Name);
            json.WriteString("kind", l.Kind);
            json.WriteNumber("forwardMilliseconds", l.ForwardMilliseconds);
            json.WriteNumber("backwardMilliseconds", l.BackwardMilliseconds);
            json.WriteNumber("flops", l.Flops);
            json.WriteNumber("leastBytes", l.LeastBytes);
            json.WriteNumber("movedBytes", l.MovedBytes);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
