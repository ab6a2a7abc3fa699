using System.Globalization;
using Rossby.Core;
using Rossby.Models;
using Rossby.Torch;

namespace Rossby.Cli;

/// <summary>A network's layers as lines of text.</summary>
internal static class ModelTable
{
    /// <summary>A line per layer, then the sums.</summary>
    /// <param name="table">The layers.</param>
    /// <param name="channels">Channels of the input.</param>
    /// <param name="height">Rows of the input.</param>
    /// <param name="width">Columns of the input.</param>
    /// <param name="precision">Says what each layer computes in; null leaves it out.</param>
    public static IEnumerable<string> Lines(NetworkTable table, int channels, int height, int width, Precision? precision)
    {
        int name = Math.Max(5, table.Layers.Max(l => l.Name.Length));
        int kind = table.Layers.Max(l => l.Kind.Length);
        yield return $"{"layer".PadRight(name)}  {"kind".PadRight(kind)}  {"output",18}  {"parameters",12}  {"GFLOP",10}{(precision == null ? "" : "  computes in")}";
        foreach (var layer in table.Layers)
        {
            string output = Text($"{layer.Height} x {layer.Width} x {layer.Channels}");
            string flops = layer.Flops == 0 ? "" : Text($"{layer.Flops / 1e9:F3}");
            string type = precision == null ? "" : Type(layer);
            yield return Text($"{layer.Name.PadRight(name)}  {layer.Kind.PadRight(kind)}  {output,18}  {layer.Parameters,12:N0}  {flops,10}  {type}").TrimEnd();
        }
        yield return "";
        yield return Text($"parameters: {table.PublishedParameters:N0} ({table.PublishedParameters / 1e6:F2} M)");
        foreach (var unmade in table.Unmade)
            yield return Text($"  of which {unmade.Parameters:N0} are not made here: {unmade.Name}, {unmade.Why}");
        yield return Text($"forward: {table.Flops / 1e9:F1} GFLOP ({table.Flops / 1e12:F3} TFLOP) for one sample of {height} x {width} x {channels}");
        yield return "(a multiply-add is two operations; norms, activations, pools and interpolation are not counted)";
        if (precision is not { } computed) yield break;
        yield return $"precision: {computed.Description()}; in fp32 whatever it is: master weights and their gradients, moments of norms, means over a map, bilinear interpolation, loss, optimizer";
    }

    // As the results came out of a pass; a norm's mean and variance are taken in fp32.
    static string Type(NetworkLayer layer)
    {
        string type = layer.Type switch { ScalarType.BFloat16 => "bf16", ScalarType.Float16 => "fp16", ScalarType.Float32 => "fp32", var other => other.ToString() };
        return layer.Kind.StartsWith("batch norm", StringComparison.Ordinal) && layer.Type != ScalarType.Float32 ? $"{type}, moments fp32" : type;
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
