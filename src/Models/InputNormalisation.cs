using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// (x - mean) / standard deviation by channel, with the training split's statistics: physical [B, C, H, W] to normalised. A missing cell (NaN) becomes
/// 0, the channel's mean. Its two buffers <c>input.mean</c> and <c>input.std</c> travel in the weights file, so that new files are normalised as
/// those trained on.
/// </summary>
public sealed class InputNormalisation(ParameterPath p, int channels) : Module
{
    readonly Parameter mean = p.Buffer("mean", [channels], 0);
    readonly Parameter deviation = p.Buffer("std", [channels], 1);

    /// <summary>Takes the statistics of a set.</summary>
    /// <remarks>A channel without variance is divided by 1: it becomes 0 everywhere.</remarks>
    public void Assign(IReadOnlyList<ChannelStatistics> statistics)
    {
        using var scope = TensorScope.Begin();
        mean.Assign(Vector(statistics.Select(c => (float)c.Mean)));
        deviation.Assign(Vector(statistics.Select(c => c.StandardDeviation > 0 ? (float)c.StandardDeviation : 1f)));
    }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x)
    {
        long[] perChannel = [1, channels, 1, 1];
        return ((x - mean.Value.View(perChannel)) / deviation.Value.View(perChannel)).NaNToNum(0);
    }

    static Tensor Vector(IEnumerable<float> values)
    {
        float[] all = [.. values];
        return Tensor.From<float>(all, [all.Length]);
    }
}
