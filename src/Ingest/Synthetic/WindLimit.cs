namespace Rossby.Ingest;

/// <summary>Bends the strongest winds of overlapping jets and lows to what is observed at these levels; cyclones are planted after it.</summary>
static class WindLimit
{
    // Unchanged up to the first, never above the sum, m s-1.
    const double Knee = 34, Span = 18;

    internal static void Apply(float[] u, float[] v)
    {
        for (int i = 0; i < u.Length; i++)
        {
            double squared = (double)u[i] * u[i] + (double)v[i] * v[i];
            if (squared <= Knee * Knee) continue;
            double speed = Math.Sqrt(squared), factor = (Knee + Span * (1 - Math.Exp(-(speed - Knee) / Span))) / speed;
            u[i] = (float)(u[i] * factor);
            v[i] = (float)(v[i] * factor);
        }
    }
}
