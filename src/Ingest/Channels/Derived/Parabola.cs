namespace Rossby.Ingest;

/// <summary>The derivative, at one of three points, of the parabola through them: second order on even and uneven spacing, centred and one-sided.</summary>
/// <param name="First">Weight of the first point.</param>
/// <param name="Second">Weight of the second.</param>
/// <param name="Third">Weight of the third.</param>
internal readonly record struct Parabola(double First, double Second, double Third)
{
    /// <summary>The weights for the derivative at <paramref name="at"/>, by Lagrange's polynomial.</summary>
    internal static Parabola At(double at, double a, double b, double c) => new(
        (2 * at - b - c) / ((a - b) * (a - c)),
        (2 * at - a - c) / ((b - a) * (b - c)),
        (2 * at - a - b) / ((c - a) * (c - b)));

    /// <summary>The derivative. NaN in gives NaN out, also where a weight is 0.</summary>
    internal double Of(double first, double second, double third) => First * first + Second * second + Third * third;
}
