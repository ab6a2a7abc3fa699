using System.Globalization;
using Rossby.Models;

namespace Rossby.Cli;

/// <summary>A network's layers as lines of text.</summary>
internal static class ModelTable
{
    /// <summary>A line per layer, then the sums.</summary>
    /// <param name="table">The layers.</param>
    /// <param name="channels">Channels of the input.</param>
    /// <param name="height">Rows of the input.</param>
    /// <param name="width">Columns of the input.</param>
    public static IEnumerable<string> Lines(NetworkTable table, int channels, int height, int width)
    {
        int name = Math.Max(5, table.Layers.Max(l => l.Name.Length));
        int kind = table.Layers.Max(l => l.Kind.Length);
        yield return $"{"layer".PadRight(name)}  {"kind".PadRight(kind)}  {"output",18}  {"parameters",12}  {"GFLOP",10}";
        foreach (var layer in table.Layers)
        {
            string output = Text($"{layer.Height} x {layer.Width} x {layer.Channels}");
            string flops = layer.Flops == 0 ? "" : Text($"{layer.Flops / 1e9:F3}");
            yield return Text($"{layer.Name.PadRight(name)}  {layer.Kind.PadRight(kind)}  {output,18}  {layer.Parameters,12:N0}  {flops,10}").TrimEnd();
        }
        yield return "";
        yield return Text($"parameters: {table.PublishedParameters:N0} ({table.PublishedParameters / 1e6:F2} M)");
        foreach (var unmade in table.Unmade)
            yield return Text($"  of which {unmade.Parameters:N0} are not made here: {unmade.Name}, {unmade.Why}");
        yield return Text($"forward: {table.Flops / 1e9:F1} GFLOP ({table.Flops / 1e12:F3} TFLOP) for one sample of {height} x {width} x {channels}");
        yield return "(a multiply-add is two operations; norms, activations, pools and interpolation are not counted)";
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
