using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Every cell undecided: for sets that are only predicted on.</summary>
internal sealed class NoLabeller : ILabeller
{
    public string Method => "none";

    public string Version => "1";

    public IReadOnlyDictionary<string, string> Parameters { get; } = new Dictionary<string, string>();

    public bool IsRuleBased => false;

    public IReadOnlyList<string> NeededChannels => [];

    public IReadOnlyList<string> NeededVariables => [];

    public LabelledStep Label(LabelInput input)
    {
        byte[] labels = new byte[input.Grid.CellCount];
        labels.AsSpan().Fill(SegmentationClass.Ignore);
        return new LabelledStep(labels, []);
    }
}
