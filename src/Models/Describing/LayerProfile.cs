using Rossby.Torch;

namespace Rossby.Models;

/// <summary>Where the time of a training step goes, by layer as <see cref="NetworkTable"/> has them.</summary>
public static class LayerProfile
{
    const long Begin = -1, Loss = -2, End = -3;
    const int WarmUps = 2;

    /// <summary>Runs passes, forward and backward, and takes the median of each layer's time.</summary>
    /// <param name="model">The network, in training.</param>
    /// <param name="loss">Makes its loss, of the current scope; asks nothing of the device.</param>
    /// <param name="passes">How many are timed.</param>
    /// <param name="ahead">Keeps a device busy ahead of each pass, so that it does not wait for the host within it; null for nothing.</param>
    /// <returns>In the order of the forward pass; the loss last.</returns>
    public static IReadOnlyList<LayerCost> Of(SegmentationModel model, Func<Tensor> loss, int passes, Action? ahead = null)
    {
        for (int i = 0; i < WarmUps; i++) Pass(model, loss, ahead, counts: false);
        (LayerVisit[] Visits, DeviceMark[] Marks)[] timed = [.. Enumerable.Range(0, passes).Select(_ => Pass(model, loss, ahead, counts: false))];
        var (visits, counted) = Pass(model, loss, ahead: null, counts: true);
        long[] moved = new long[visits.Length + 1];
        foreach (var (layer, mark, _) in Spent(counted, visits.Length)) moved[layer] += mark.Bytes;
        double[][] forward = [.. timed.Select(t => Times(t.Marks, visits.Length, isBackward: false))], backward = [.. timed.Select(t => Times(t.Marks, visits.Length, isBackward: true))];
        return
        [
            .. visits.Select((v, i) => new LayerCost(
                v.Name, v.Kind, Median(forward, i), Median(backward, i), 3 * v.FlopsPerCell * v.Cells.Height * v.Cells.Width * Samples(v), Least(v, model.Parameters, isFirst: i == 0), moved[i])),
            new("loss", "loss", Median(forward, visits.Length), Median(backward, visits.Length), 0, 0, moved[^1]),
        ];
    }

    static (LayerVisit[] Visits, DeviceMark[] Marks) Pass(SegmentationModel model, Func<Tensor> loss, Action? ahead, bool counts)
    {
        Autograd.ClearGradients(model.Parameters.Parameters);
        using var marks = new DeviceMarks(model.Device, counts);
        var walk = model.Parameters.Walk = new(marks);
        try
        {
            using var scope = TensorScope.Begin();
            ahead?.Invoke();
            marks.Mark(Begin);
            var value = loss();
            marks.Mark(Loss);
            value.Backward();
            marks.Mark(End);
        }
        finally
        {
            model.Parameters.Walk = null;
        }
        return ([.. walk.Visits], [.. marks.Read()]);
    }

    // Forward a layer's time ends with its mark; backward it begins there, where the gradient of its result is whole.
    static IEnumerable<(int Layer, DeviceMark Mark, bool IsBackward)> Spent(DeviceMark[] marks, int layers)
    {
        int turn = Array.FindIndex(marks, m => m.Tag == Loss);
        for (int i = 1; i < marks.Length; i++)
        {
            long tag = marks[i <= turn ? i : i - 1].Tag;
            yield return (tag == Loss ? layers : (int)tag, marks[i], i > turn);
        }
    }

    static double[] Times(DeviceMark[] marks, int layers, bool isBackward)
    {
        double[] times = new double[layers + 1];
        foreach (var (layer, mark, back) in Spent(marks, layers))
            if (back == isBackward) times[layer] += mark.Milliseconds;
        return times;
    }

    static double Median(double[][] passes, int layer)
    {
        double[] ordered = [.. passes.Select(p => p[layer]).Order()];
        return (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
    }

    // Values of the result over those of a sample's.
    static long Samples(LayerVisit v) => Math.Max(1, v.Writes / Math.Max(1, v.Channels * v.Output.Height * v.Output.Width));

    static long Least(LayerVisit v, ParameterStore store, bool isFirst)
    {
        long weights = NetworkTable.ParametersOf(v.Name, store), narrow = v.Type.ByteSize();
        long forward = v.Reads + weights + v.Writes, backward = v.Writes + v.Reads + weights + (isFirst ? 0 : v.Reads);
        return (forward + backward) * narrow + weights * ScalarType.Float32.ByteSize();
    }
}
