namespace Rossby.Core;

/// <summary>
/// Memory for a batch of samples that its owner lends to a reader, which fills it without a copy between. A channels-last tensor [B, C, H, W]
/// has this very memory order.
/// </summary>
public interface IBatchMemory
{
    /// <summary>How many samples fit.</summary>
    int Capacity { get; }

    /// <summary>The data of one sample: [H, W, C] in the set's element type.</summary>
    Span<byte> Data(int sample);

    /// <summary>The labels of one sample: [H, W], one byte each.</summary>
    Span<byte> Labels(int sample);

    /// <summary>The soft labels of one sample: [H, W, classes] in float32, 0 in every class where undecided; empty where nobody asks for them.</summary>
    Span<float> Probabilities(int sample);
}
