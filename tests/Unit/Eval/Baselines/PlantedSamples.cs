using Rossby.Eval;

namespace Rossby.Tests.Unit;

/// <summary>Samples of 400 cells and two channels whose labels follow a rule; values from a fixed linear congruential generator.</summary>
internal sealed class PlantedSamples(int count, Func<float, float, byte> rule) : IFieldSamples
{
    public int Count => count;

    public int Cells => 400;

    public void Read(int sample, Span<float> fields, Span<byte> labels)
    {
        uint state = (uint)sample * 7919 + 1;
        for (int cell = 0; cell < Cells; cell++)
        {
            float a = Next(), b = Next();
            (fields[2 * cell], fields[2 * cell + 1]) = (a, b);
            labels[cell] = rule(a, b);
        }
        float Next()
        {
            state = state * 1664525 + 1013904223;
            return (state >> 8) / (float)(1 << 24) * 100f;
        }
    }
}
