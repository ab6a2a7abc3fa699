namespace Rossby.Train;

/// <summary>
/// Rate of floating-point operations as the 2018 paper counts it: operations of the convolutions of a forward pass, three times (the backward pass is two),
/// by all ranks, over the seconds of a step. The peak is the fastest step's; sustained is all steps over all their time, without validation.
/// </summary>
/// <param name="flopsPerStep">Operations of a step of all ranks.</param>
internal sealed class FlopRate(double flopsPerStep)
{
    /// <summary>Passes that a step is worth.</summary>
    public const int ForwardPassesPerStep = 3;

    const double Tera = 1e12;

    double shortest = double.PositiveInfinity;

    /// <summary>Steps so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Their seconds.</summary>
    public double Seconds { get; private set; }

    /// <summary>TFLOP/s of the fastest step; 0 before the first.</summary>
    public double Peak => Round(flopsPerStep / shortest / Tera);

    /// <summary>TFLOP/s over all steps; 0 before the first.</summary>
    public double Sustained => Steps > 0 ? Round(flopsPerStep * Steps / Seconds / Tera) : 0;

    /// <summary>Counts a step.</summary>
    /// <param name="seconds">What it took.</param>
    /// <returns>Its TFLOP/s.</returns>
    public double Add(double seconds)
    {
        shortest = Math.Min(shortest, seconds);
        Seconds += seconds;
        Steps++;
        return Round(flopsPerStep / seconds / Tera);
    }

    // Six digits are more than a clock knows, and no more than a line needs.
    static double Round(double value) => value == 0 ? 0 : Math.Round(value, Math.Clamp(5 - (int)Math.Floor(Math.Log10(value)), 0, 15));
}
