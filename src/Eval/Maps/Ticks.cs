using System.Globalization;

namespace Rossby.Eval;

/// <summary>Round values along an axis, and how they are written.</summary>
internal static class Ticks
{
    static readonly double[] DegreeSteps = [1, 2, 5, 10, 15, 20, 30, 45, 60, 90];

    /// <summary>Multiples of 1, 2 or 5 times a power of ten within [low, high], about <paramref name="wanted"/> of them.</summary>
    public static IReadOnlyList<double> Round(double low, double high, int wanted = 6)
    {
        if (!(high > low)) return [low];
        double raw = (high - low) / wanted, power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double step = power * ((raw / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 });
        return Multiples(low, high, step);
    }

    /// <summary>Round degrees within [low, high], at most <paramref name="most"/> of them.</summary>
    public static IReadOnlyList<double> Degrees(double low, double high, int most)
    {
        double step = DegreeSteps.FirstOrDefault(s => (high - low) / s <= most, 90);
        return Multiples(low, high, step);
    }

    /// <summary>A number of a scale whose step is known, without needless digits.</summary>
    public static string Text(double value, double step)
    {
        double size = Math.Max(Math.Abs(value), step);
        if (size >= 1e6 || (step < 1e-3 && step > 0)) return value == 0 ? "0" : value.ToString("0.##e+0", CultureInfo.InvariantCulture);
        int digits = step > 0 ? Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - 1e-9), 0, 6) : 3;
        return value.ToString("F" + digits, CultureInfo.InvariantCulture);
    }

    /// <summary>A longitude of any turn: <c>120°E</c>, <c>180°</c>, <c>45°W</c>.</summary>
    public static string Longitude(double degrees)
    {
        double east = Core.Sphere.WrapLongitude(degrees, -180);
        return east switch { 0 => "0°", -180 => "180°", > 0 => $"{Degree(east)}°E", _ => $"{Degree(-east)}°W" };
    }

    /// <summary>A latitude: <c>30°N</c>, <c>0°</c>, <c>60°S</c>.</summary>
    public static string Latitude(double degrees) => degrees switch { 0 => "0°", > 0 => $"{Degree(degrees)}°N", _ => $"{Degree(-degrees)}°S" };

    static string Degree(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    static double[] Multiples(double low, double high, double step)
    {
        double slack = step * 1e-9;
        long first = (long)Math.Ceiling((low - slack) / step), last = (long)Math.Floor((high + slack) / step);
        return [.. Enumerable.Range(0, (int)Math.Max(0, last - first + 1)).Select(i => (first + i) * step)];
    }
}
