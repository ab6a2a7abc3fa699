namespace Rossby.Ingest;

/// <summary>The labels of one step.</summary>
/// <param name="Labels">[H, W] row-major in stored order: 0, 1, 2, or 255 where it cannot be decided.</param>
/// <param name="Objects">The storms that the labels consist of; empty where the method does not know them.</param>
public sealed record LabelledStep(byte[] Labels, IReadOnlyList<StormObject> Objects)
{
    readonly IReadOnlyList<StormObject> objects = Numbered(Objects);

    /// <summary>The storms that the labels consist of, numbered from 1; empty where the method does not know them.</summary>
    public IReadOnlyList<StormObject> Objects
    {
        get => objects;
        init => objects = Numbered(value);
    }

    /// <summary>[H, W, classes] soft label, where the method gives one.</summary>
    public float[]? Probabilities { get; init; }

    static StormObject[] Numbered(IReadOnlyList<StormObject> storms) => [.. storms.Select((storm, i) => storm with { Number = i + 1 })];
}
