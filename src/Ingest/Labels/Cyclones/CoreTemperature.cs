namespace Rossby.Ingest;

/// <summary>The temperature of a cyclone's core aloft.</summary>
internal static class CoreTemperature
{
    /// <summary>The mean of T200 and T500, K.</summary>
    internal static float[] Mean(LabelInput input)
    {
        float[] upper = input.Fields["T200"], middle = input.Fields["T500"], mean = new float[upper.Length];
        for (int i = 0; i < mean.Length; i++) mean[i] = 0.5f * (upper[i] + middle[i]);
        return mean;
    }
}
