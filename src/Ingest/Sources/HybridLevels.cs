using Rossby.Core;
using Rossby.NetCdf;
using Rossby.Udunits;

namespace Rossby.Ingest;

/// <summary>
/// A hybrid sigma-pressure axis (CF appendix D, atmosphere_hybrid_sigma_pressure_coordinate): the pressure of a level is a p0 + b ps, other over every cell and
/// time. It is never taken for pressure itself (SCIENCE, Units).
/// </summary>
/// <param name="FixedPa">a p0 of each level, in Pa.</param>
/// <param name="SurfaceShare">b of each level.</param>
/// <param name="SurfaceName">The variable of the surface pressure, by the axis's <c>formula_terms</c>.</param>
internal sealed record HybridLevels(IReadOnlyList<double> FixedPa, IReadOnlyList<double> SurfaceShare, string SurfaceName)
{
    /// <summary>How many levels there are.</summary>
    internal int Count => FixedPa.Count;

    /// <summary>The pressure of a level in Pa, for a surface pressure in Pa.</summary>
    internal double PressurePa(int level, double surfacePa) => FixedPa[level] + SurfaceShare[level] * surfacePa;

    /// <summary>The levels from the top of the atmosphere down.</summary>
    internal int[] Downwards => [.. Enumerable.Range(0, Count).OrderBy(level => PressurePa(level, 1e5))];

    /// <summary>Whether another file's levels are the same.</summary>
    internal bool Matches(HybridLevels other) => FixedPa.SequenceEqual(other.FixedPa) && SurfaceShare.SequenceEqual(other.SurfaceShare);

    /// <summary>Reads an axis; null when it is not such a one.</summary>
    /// <exception cref="DataException">A term is missing, or has no known unit.</exception>
    internal static HybridLevels? Read(NetCdfFile file, NetCdfVariable axis)
    {
        if (axis.Attributes.Text("formula_terms") is not { } formula) return null;
        var terms = Terms(formula);
        if (!terms.TryGetValue("b", out string? share) || !terms.TryGetValue("ps", out string? surface)) return null;
        double[] fixedPa;
        if (terms.TryGetValue("ap", out string? pressure)) fixedPa = Pressures(file, axis, pressure);
        else if (terms.TryGetValue("a", out string? a) && terms.TryGetValue("p0", out string? reference))
        {
            double p0 = Pressures(file, axis, reference)[0];
            fixedPa = [.. CoordinateValues.Read(Term(file, axis, a)).Select(value => value * p0)];
        }
        else return null;
        double[] shares = CoordinateValues.Read(Term(file, axis, share));
        if (fixedPa.Length != axis.Length || shares.Length != axis.Length)
            throw new DataException($"{axis.Name} has {axis.Length} levels, but its formula_terms ({formula}) have {fixedPa.Length} and {shares.Length}");
        return new HybridLevels(fixedPa, shares, surface);
    }

    static Dictionary<string, string> Terms(string formula)
    {
        string[] words = formula.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var terms = new Dictionary<string, string>();
        for (int i = 0; i + 1 < words.Length; i++)
            if (words[i].EndsWith(':')) terms[words[i][..^1]] = words[i + 1];
        return terms;
    }

    static NetCdfVariable Term(NetCdfFile file, NetCdfVariable axis, string name) =>
        file.Find(name) ?? throw new DataException($"the formula_terms of {axis.Name} name {name}, which is not in the file");

    static double[] Pressures(NetCdfFile file, NetCdfVariable axis, string name)
    {
        var variable = Term(file, axis, name);
        string units = variable.Attributes.Text("units") ?? "";
        if (units.Length == 0 || UnitSystem.Convert(UnitSpellings.ForUdunits(units), "Pa") is not { Offset: 0 } conversion)
            throw new DataException($"the formula_terms of {axis.Name} name {name}, whose units '{units}' are no pressure");
        return [.. CoordinateValues.Read(variable).Select(value => value * conversion.Scale)];
    }
}
