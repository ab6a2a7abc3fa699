using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

public class SampleEncodingTests
{
    [Fact]
    public void Half_and_bfloat_are_rounded_to_nearest()
    {
        var normalisation = new[] { (100.0, 10.0) };
        float[] values = [100, 110, 103.14159f, -1e9f, float.NaN];
        byte[] Encode(ElementType type)
        {
            var encoding = new SampleEncoding(type, normalisation);
            float[] normalised = [.. values];
            encoding.Normalise(normalised, 0, 1);
            return encoding.Encode(normalised, 1, 0, new float[5]).ToArray();
        }
        byte[] half = Encode(ElementType.Float16), brain = Encode(ElementType.BFloat16);
        Assert.Equal([0, 1, 0.3142, double.NegativeInfinity], Enumerable.Range(0, 4).Select(i => Math.Round((double)BitConverter.ToHalf(half, 2 * i), 4)));
        float[] widened = [.. Enumerable.Range(0, 5).Select(i => BitConverter.UInt32BitsToSingle((uint)BitConverter.ToUInt16(brain, 2 * i) << 16))];
        Assert.Equal(0.314159f, widened[2], 0.314159f / 256); // 8 bits of mantissa
        Assert.True(float.IsNaN(widened[4]) && Half.IsNaN(BitConverter.ToHalf(half, 8)));
    }

    [Theory]
    [InlineData(1, 7)]
    [InlineData(3, 16)]
    [InlineData(4, 5)]
    [InlineData(16, 33)]
    [InlineData(17, 10)]
    public void Channels_go_last_whatever_their_number(int channels, int cells)
    {
        float[] planar = [.. Enumerable.Range(0, channels * cells).Select(i => (float)i)];
        foreach (var (first, count) in new[] { (0, cells), (1, cells - 1), (2, cells - 4) })
        {
            float[] turned = new float[channels * count];
            ChannelsLast.Interleave(planar, channels, first, turned);
            for (int cell = 0; cell < count; cell++)
                for (int channel = 0; channel < channels; channel++)
                    Assert.Equal(channel * cells + first + cell, turned[cell * channels + channel]);
        }
    }

    [Fact]
    public void Fills_and_infinities_become_missing_before_units_are_converted()
    {
        foreach (int length in new[] { 4, 16, 37 })
        {
            foreach (float[] fills in new float[][] { [], [1e20f], [1e20f, -999], [7, 1e20f, -999], [7, 8, -999, 1e20f] })
            {
                float[] values = new float[length];
                values.AsSpan().Fill(1013.25f);
                (values[0], values[1], values[2], values[^1]) = (1e20f, float.NegativeInfinity, float.NaN, -999);
                float[] expected = [.. values.Select(v => fills.Contains(v) || !float.IsFinite(v) ? float.NaN : (float)(v * 100.0 + 1))];
                new PlainDecoding(fills, 100, 1).Decode(values);
                Assert.Equal(expected, values);
            }
        }
    }
}
