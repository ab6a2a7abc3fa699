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
        byte[] labels = new byte[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            float value = values[i];
            byte label = (byte)value;
            if (label != value || label >= SegmentationClass.Count)
                label = value == SegmentationClass.Ignore || float.IsNaN(value) ? SegmentationClass.Ignore : throw new DataException(Refusal(input, i, value));
            labels[i] = label;
        }
        return new LabelledStep(labels, []);
    }

    string Refusal(LabelInput input, int cell, float value)
    {
        double latitude = input.Grid.LatitudeDeg[cell / input.Grid.Width], longitude = input.Grid.LongitudeDeg[cell % input.Grid.Width];
        string where = FormattableString.Invariant($"latitude {latitude:0.###}, longitude {longitude:0.###} (cell {cell} from the south-west)");
        string what = FormattableString.Invariant($"{config.Variable} holds {value}");
        return $"{input.Files[config.Variable]}: {what} at {input.Time}, {where}; labels are 0, 1, 2, or the fill value where undecided.";
    }
}
