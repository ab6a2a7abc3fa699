namespace Rossby.Eval;

/// <summary>
/// A colour map whose lightness changes evenly: a few points in OKLab (Ottosson 2020), straight lines between them. Equal steps of the field
/// look equally large, also to the colour-blind.
/// </summary>
internal sealed class ColourMap
{
    const int Steps = 256;

    readonly Rgb[] table = new Rgb[Steps];

    ColourMap((double Lightness, double A, double B)[] points)
    {
        for (int i = 0; i < Steps; i++)
        {
            double position = (double)i / (Steps - 1) * (points.Length - 1);
            int left = Math.Min((int)position, points.Length - 2);
            double t = position - left;
            var (p, q) = (points[left], points[left + 1]);
            table[i] = FromOkLab(p.Lightness + t * (q.Lightness - p.Lightness), p.A + t * (q.A - p.A), p.B + t * (q.B - p.B));
        }
    }

    /// <summary>Dark slate to warm white, in little colour: what lies over it keeps its own.</summary>
    public static ColourMap Slate { get; } = new(
        [(0.30, -0.010, -0.045), (0.465, -0.030, -0.050), (0.63, -0.035, -0.035), (0.795, -0.020, -0.005), (0.96, 0.000, 0.020)]);

    /// <summary>Blue over white to orange, equally dark at both ends: for what goes either way from 0, as winds do.</summary>
    public static ColourMap BothWays { get; } = new(
        [(0.40, -0.020, -0.120), (0.68, -0.030, -0.075), (0.96, 0.000, 0.000), (0.68, 0.055, 0.085), (0.40, 0.085, 0.075)]);

    /// <summary>The colour of a value scaled to [0, 1]; beyond, the nearest end's.</summary>
    public Rgb this[double scaled] => table[(int)Math.Clamp(scaled * (Steps - 1) + 0.5, 0, Steps - 1)];

    static Rgb FromOkLab(double lightness, double a, double b)
    {
        double l = Cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        double m = Cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        double s = Cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        return new Rgb(
            Gamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
            Gamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
            Gamma(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
    }

    static double Cube(double x) => x * x * x;

    static double Gamma(double linear) => Math.Clamp(linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.Pow(linear, 1 / 2.4) - 0.055, 0, 1);
}
