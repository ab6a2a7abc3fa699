using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>What a network is made of and what it costs on a grid.</summary>
/// <param name="Layers">In the order of a forward pass.</param>
/// <param name="Unmade">What published totals hold besides.</param>
/// <param name="Parameters">Trained values.</param>
public sealed record NetworkTable(IReadOnlyList<NetworkLayer> Layers, IReadOnlyList<UnmadeLayer> Unmade, long Parameters)
{
    /// <summary>Floating-point operations of one forward pass over one sample, a multiply-add as two.</summary>
    public double Flops => Layers.Sum(l => l.Flops);

    /// <summary>Trained values as the publication counts them.</summary>
    public long PublishedParameters => Parameters + Unmade.Sum(l => l.Parameters);

    /// <summary>
    /// The table for one size. The network is run on a map of twice its smallest size, and every layer's map scaled to the size asked for, which is exact
    /// for multiples of the smallest: nothing is computed at full size.
    /// </summary>
    /// <param name="config">The network.</param>
    /// <param name="channels">Channels of the input.</param>
    /// <param name="height">Rows of the input.</param>
    /// <param name="width">Columns of the input.</param>
    /// <param name="precision">What the pass is computed in.</param>
    /// <exception cref="UsageException">The size is no multiple of what the network takes.</exception>
    public static NetworkTable Of(ModelConfig config, int channels, int height, int width, Precision precision = Precision.Fp32)
    {
        // Zeros beyond the edge take a map of any size, and cost the same.
        using var model = ModelFactory.Create(config with { Padding = PaddingMode.Zero }, Placeholders(channels), periodicLongitude: false, seed: null);
        model.ComputeType = precision.MapType();
        int multiple = model.InputMultiple, small = 2 * multiple;
        if (height < multiple || width < multiple || height % multiple != 0 || width % multiple != 0)
            throw new UsageException($"A map of {height} x {width}: this network takes multiples of {multiple}; other sizes are padded and cropped.");
        NetworkLayer[] layers = [.. model.Walk(small, small).Select(v => Scaled(v, model.Parameters, small, height, width))];
        return new(layers, model.Unmade, model.Parameters.NumberOfParameters);
    }

    // A map of one cell is the mean over all, whatever the size: every other has at least two.
    static NetworkLayer Scaled(LayerVisit visit, ParameterStore store, int small, int height, int width)
    {
        Size2 At(Size2 map) => (map.Height == 1 ? 1 : map.Height * height / small, map.Width == 1 ? 1 : map.Width * width / small);
        var (output, cells) = (At(visit.Output), At(visit.Cells));
        return new(visit.Name, visit.Kind, visit.Channels, output.Height, output.Width, ParametersOf(visit.Name, store), visit.FlopsPerCell * cells.Height * cells.Width, visit.Type);
    }

    /// <summary>Trained values of a layer.</summary>
    internal static long ParametersOf(string layer, ParameterStore store) =>
        store.Parameters.Where(p => p.Name[..p.Name.LastIndexOf('.')] == layer).Sum(p => p.NumberOfElements);

    static ChannelStatistics[] Placeholders(int channels) =>
    [
        .. Enumerable.Range(0, channels).Select(c => new ChannelStatistics
        {
            Name = $"{c}", LongName = "", Units = "1", Mean = 0, StandardDeviation = 1, Minimum = 0, Maximum = 0, MissingShare = 0,
        }),
    ];
}
