using System.Text.Json;

namespace Rossby.Tests.Native;

/// <summary>What a golden file says of logits.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="L2">The root of the sum of their squares.</param>
/// <param name="Samples">Some of them by flat index.</param>
sealed record GoldenLogits(long Count, double Mean, double L2, IReadOnlyList<(int Index, double Value)> Samples)
{
    public static GoldenLogits Of(JsonElement e) => new(
        e.GetProperty("shape").EnumerateArray().Aggregate(1L, (n, m) => n * m.GetInt64()),
        e.GetProperty("mean").GetDouble(),
        e.GetProperty("l2").GetDouble(),
        [.. e.GetProperty("index").EnumerateArray().Zip(e.GetProperty("value").EnumerateArray(), (i, v) => (i.GetInt32(), v.GetDouble()))]);

    /// <summary>The largest difference, as a multiple of the logits' root mean square.</summary>
    public double Distance(double[] logits)
    {
        double rms = L2 / Math.Sqrt(Count);
        double worst = Samples.Max(s => Math.Abs(logits[s.Index] - s.Value));
        return Math.Max(worst, Math.Max(Math.Abs(logits.Average() - Mean), Math.Abs(Math.Sqrt(logits.Sum(v => v * v)) - L2) / Math.Sqrt(Count))) / rms;
    }
}
