using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// Class probabilities and labels of whole fields of any size: padded to lengths that the network takes, cropped back; whole, or in bands of rows
/// that overlap where memory is short.
/// </summary>
/// <remarks>
/// A band always spans all longitudes, so that a global grid stays periodic. A band's image pooling sees the band alone: results differ slightly from
/// the whole field's.
/// </remarks>
/// <param name="model">The network; switched to evaluation. Nothing that it says of a class it never saw in training is believed.</param>
/// <param name="height">Rows H of a field.</param>
/// <param name="width">Columns W of a field.</param>
/// <param name="bands">How a field is cut; null takes it whole.</param>
public sealed class Predictor(SegmentationModel model, int height, int width, RowBands? bands = null)
{
    readonly IReadOnlyList<RowBand> cuts = (bands ?? RowBands.Whole).Cut(height);

    /// <summary>Has a frozen network lay out its weights for single fields of this size: nothing is written to it after, so that threads may share it.</summary>
    public void Prepare()
    {
        using var scope = TensorScope.Begin();
        Probabilities(Tensor.Zeros([1, model.Channels.Count, height, width], ScalarType.Float32, model.Device, MemoryFormat.ChannelsLast));
    }

    /// <summary>Class probabilities [B, classes, H, W] of physical fields [B, C, H, W] in channels-last memory; of the current scope.</summary>
    public Tensor Probabilities(Tensor physical)
    {
        using var noGrad = Autograd.NoGrad();
        using var scope = TensorScope.Begin();
        model.Training = false;
        var parts = cuts.Select(band => Band(physical, band)).ToArray();
        var logits = parts.Length == 1 ? parts[0] : Tensor.Cat(2, parts);
        return scope.Return(logits.Add(OfUntrained()).Softmax(1));
    }

    /// <summary>One field on the host.</summary>
    /// <param name="field">Physical values [H, W, C], NaN where missing.</param>
    /// <param name="probabilities">Class probabilities [H, W, classes].</param>
    /// <param name="labels">The likeliest class [H, W].</param>
    public void Predict(ReadOnlySpan<float> field, Span<float> probabilities, Span<byte> labels)
    {
        using var scope = TensorScope.Begin();
        Predict(Tensor.From(field, [1, height, width, model.Channels.Count]).Permute(0, 3, 1, 2), probabilities, labels);
    }

    /// <summary>One field [1, C, H, W] in channels-last memory.</summary>
    /// <inheritdoc cref="Predict(ReadOnlySpan{float}, Span{float}, Span{byte})"/>
    public void Predict(Tensor physical, Span<float> probabilities, Span<byte> labels)
    {
        using var scope = TensorScope.Begin();
        // [1, H, W, classes] without gaps is the order that the caller wants.
        Probabilities(physical).Permute(0, 2, 3, 1).CopyTo(probabilities);
        int classes = SegmentationClass.Count;
        for (int cell = 0; cell < labels.Length; cell++) labels[cell] = Likeliest(probabilities.Slice(cell * classes, classes));
    }

    // [1, classes, 1, 1]: a network's answer for a class that it never saw is what its first weights happen to say.
    Tensor OfUntrained()
    {
        float[] logits = [.. Enumerable.Range(0, SegmentationClass.Count).Select(c => model.TrainedClasses.Contains((byte)c) ? 0 : float.NegativeInfinity)];
        return Tensor.From(logits, [1, logits.Length, 1, 1], model.Device);
    }

    static byte Likeliest(ReadOnlySpan<float> ofCell)
    {
        int best = 0;
        for (int c = 1; c < ofCell.Length; c++)
        {
            if (ofCell[c] > ofCell[best]) best = c;
        }
        return (byte)best;
    }

    Tensor Band(Tensor physical, RowBand band)
    {
        using var scope = TensorScope.Begin();
        var padding = new InputPadding(band.ReadRows, width, model.InputMultiple, model.PeriodicLongitude);
        model.CheckFits(padding.PaddedHeight, padding.PaddedWidth);
        var rows = physical.Narrow(2, band.ReadStart, band.ReadRows).To(model.Device);
        var logits = padding.Crop(model.Call(padding.Pad(rows)));
        return scope.Return(logits.Narrow(2, band.KeepStart - band.ReadStart, band.KeepRows).Contiguous(MemoryFormat.ChannelsLast));
    }
}
