using Rossby.Core;
using Rossby.Models;
using Rossby.Tests.Support;
using Rossby.Torch;
using Xunit;

namespace Rossby.Tests.Native;

[LeakCheck]
public sealed class PredictorTests
{
    static readonly DeepLabV3PlusResNet50Config Small = new()
    {
        Width = 4, Units = [1, 1, 1, 1], OutputStride = 4, AtrousRates = [1, 2, 3], DecoderWidth = 8, LowLevelWidth = 4, FullResolutionWidths = [4, 6],
    };

    static SegmentationModel Model(bool global) => ModelFactory.Create(Small, [.. Enumerable.Range(0, 3).Select(c => new ChannelStatistics
    {
        Name = $"C{c}", LongName = $"Channel {c}", Units = "1", Mean = 0, StandardDeviation = 1, Minimum = -1, Maximum = 1, MissingShare = 0,
    })], global, seed: 5);

    static float[] Field(int height, int width)
    {
        using var scope = TensorScope.Begin();
        return Numbers.Uniform(1, height, width, 3).To(ScalarType.Float32).ToArray<float>();
    }

    static (float[] Probabilities, byte[] Labels) Predict(SegmentationModel model, float[] field, int height, int width, RowBands? bands = null)
    {
        float[] probabilities = new float[height * width * 3];
        byte[] labels = new byte[height * width];
        new Predictor(model, height, width, bands).Predict(field, probabilities, labels);
        return (probabilities, labels);
    }

    // ERA5 at 2.5 degrees: 73 rows are no multiple of 4.
    [Fact]
    public void A_field_of_73_x_144_gives_73_x_144_probabilities_that_add_up_to_one()
    {
        using var model = Model(global: true);
        var (probabilities, labels) = Predict(model, Field(73, 144), 73, 144);
        for (int cell = 0; cell < labels.Length; cell++)
        {
            var ofCell = probabilities.AsSpan(3 * cell, 3);
            Assert.Equal(1, ofCell[0] + ofCell[1] + ofCell[2], 1e-5);
            Assert.Equal(ofCell[labels[cell]], Math.Max(ofCell[0], Math.Max(ofCell[1], ofCell[2])));
        }
    }

    [Fact]
    public void A_class_that_training_never_showed_has_no_probability_and_the_others_share_it()
    {
        using var model = Model(global: true);
        float[] field = Field(24, 32);
        var all = Predict(model, field, 24, 32);
        model.TrainedClasses = [SegmentationClass.Background, SegmentationClass.AtmosphericRiver];
        var (probabilities, labels) = Predict(model, field, 24, 32);
        Assert.Contains(SegmentationClass.TropicalCyclone, all.Labels);
        Assert.DoesNotContain(SegmentationClass.TropicalCyclone, labels);
        for (int cell = 0; cell < labels.Length; cell++)
        {
            var before = all.Probabilities.AsSpan(3 * cell, 3);
            Assert.Equal(0, probabilities[3 * cell + 1]);
            Assert.Equal(before[2] / (before[0] + before[2]), probabilities[3 * cell + 2], 1e-5f);
        }
    }

    [Fact]
    public void A_global_field_rolled_by_a_multiple_of_the_stride_gives_the_rolled_probabilities()
    {
        using var model = Model(global: true);
        float[] field = Field(73, 144), rolled = Roll(field, 73, 144, 3, 40);
        float[] expected = Roll(Predict(model, field, 73, 144).Probabilities, 73, 144, 3, 40), actual = Predict(model, rolled, 73, 144).Probabilities;
        // Only the mean over the map is summed in another order.
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-5);
    }

    [Fact]
    public void Padding_adds_rows_and_columns_that_change_nothing_when_they_are_there_already()
    {
        using var model = Model(global: false);
        float[] field = Field(61, 98);
        // By hand: the last row and column repeated to 64 x 100.
        float[] padded = new float[64 * 100 * 3];
        for (int i = 0; i < 64; i++)
            for (int j = 0; j < 100; j++)
                field.AsSpan((Math.Min(i, 60) * 98 + Math.Min(j, 97)) * 3, 3).CopyTo(padded.AsSpan((i * 100 + j) * 3));
        float[] actual = Predict(model, field, 61, 98).Probabilities;
        using var scope = TensorScope.Begin();
        using var noGrad = Autograd.NoGrad();
        // The same cells of the whole map, and then the same softmax over as many: a vector's rounds otherwise than a single cell's.
        var logits = model.Call(Tensor.From<float>(padded, [1, 64, 100, 3]).Permute(0, 3, 1, 2));
        var cropped = logits.Narrow(2, 0, 61).Narrow(3, 0, 98).Contiguous(MemoryFormat.ChannelsLast);
        Assert.Equal(cropped.Softmax(1).Permute(0, 2, 3, 1).ToArray<float>(), actual);
    }

    [Fact]
    public void Bands_of_rows_give_every_row_and_differ_little_from_the_whole()
    {
        using var model = Model(global: true);
        float[] field = Field(96, 64), whole = Predict(model, field, 96, 64).Probabilities, banded = Predict(model, field, 96, 64, new RowBands(64, 32)).Probabilities;
        Assert.DoesNotContain(0f, banded);
        // The mean over the map is the band's, and the encoder's widest dilation reaches past half the overlap.
        Assert.True(whole.Zip(banded).Average(p => Math.Abs(p.First - p.Second)) < 0.05);
    }

    static float[] Roll(float[] field, int height, int width, int channels, int shift)
    {
        float[] rolled = new float[field.Length];
        for (int i = 0; i < height; i++)
            for (int j = 0; j < width; j++)
                field.AsSpan((i * width + j) * channels, channels).CopyTo(rolled.AsSpan((i * width + (j + shift) % width) * channels));
        return rolled;
    }
}
