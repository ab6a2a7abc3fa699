using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Labels that the files carry: 0, 1, 2, and undecided where the variable is missing or says 255.</summary>
internal sealed class VariableLabeller(VariableLabelsConfig config) : ILabeller
{
    public string Method => "variable";

    public string Version => "1";

    public IReadOnlyDictionary<string, string> Parameters { get; } = new Dictionary<string, string> { ["variable"] = config.Variable };

    public bool IsRuleBased => false;

    public IReadOnlyList<string> NeededChannels => [];

    public IReadOnlyList<string> NeededVariables { get; } = [config.Variable];

    public LabelledStep Label(LabelInput input)
    {
        float[] values = input.Fields[config.Variable];
        byte[] labels = input.RentLabels();
        int wrong = Convert(values, labels);
        return wrong < 0 ? new LabelledStep(labels, []) : throw new DataException(Refusal(input, wrong, values[wrong]));
    }

    // The first cell that holds no label, or -1. Sixteen at a time, and one by one from where these do not fit or do not hold labels.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int Convert(ReadOnlySpan<float> values, Span<byte> labels)
    {
        int at = 0;
        for (; at <= values.Length - Vector512<float>.Count; at += Vector512<float>.Count)
        {
            var value = Vector512.Create(values.Slice(at, Vector512<float>.Count));
            var undecided = ~Vector512.Equals(value, value) | Vector512.Equals(value, Vector512.Create((float)SegmentationClass.Ignore));
            var decided = Vector512<float>.Zero;
            for (int k = 0; k < SegmentationClass.Count; k++) decided |= Vector512.Equals(value, Vector512.Create((float)k));
            if ((undecided | decided) != Vector512<float>.AllBitsSet) break;
            var whole = Vector512.ConvertToInt32(value & decided) | undecided.AsInt32() & Vector512.Create((int)SegmentationClass.Ignore);
            var halves = Vector256.Narrow(whole.GetLower(), whole.GetUpper()).AsUInt16();
            Vector128.Narrow(halves.GetLower(), halves.GetUpper()).CopyTo(labels[at..]);
        }
        for (; at < values.Length; at++)
        {
            float value = values[at];
            if (value == SegmentationClass.Ignore || float.IsNaN(value)) labels[at] = SegmentationClass.Ignore;
            else if (value >= 0 && value < SegmentationClass.Count && value == (byte)value) labels[at] = (byte)value;
            else return at;
        }
        return -1;
    }

    string Refusal(LabelInput input, int cell, float value)
    {
        double latitude = input.Grid.LatitudeDeg[cell / input.Grid.Width], longitude = input.Grid.LongitudeDeg[cell % input.Grid.Width];
        string where = FormattableString.Invariant($"latitude {latitude:0.###}, longitude {longitude:0.###} (cell {cell} from the south-west)");
        string what = FormattableString.Invariant($"{config.Variable} holds {value}");
        return $"{input.Files[config.Variable]}: {what} at {input.Time}, {where}; labels are 0, 1, 2, or the fill value where undecided.";
    }
}
