namespace Rossby.Ingest;

/// <summary>The usual fields by channel.</summary>
internal static class UsualFields
{
    /// <summary>Regions narrower than this say too little for any bound but the physical range.</summary>
    internal const double SmallestRegionDeg = 15;

    static readonly UsualField[] Table =
    [
        new("TMQ", 6, 50, 5, 40) { LeastExtreme = 1.5, MayBeEven = true },
        new("IWV", 6, 50, 5, 40) { LeastExtreme = 1.5, MayBeEven = true },
        new("U850", -20, 20, 2, 30),
        new("V850", -10, 10, 1.2, 22),
        new("UBOT", -15, 15, 1.5, 20),
        new("VBOT", -10, 10, 1.2, 20),
        new("QREFHT", 0.0018, 0.025, 0.0015, 0.02) { MayBeEven = true },
        new("PS", 85000, 106000, 1100, 40000),
        new("PSL", 97000, 105000, 300, 5000),
        new("T200", 195, 240, 1.5, 15) { MostBalanced = 15 },
        new("T500", 230, 275, 3.5, 45) { MostBalanced = 25 },
        new("PRECT", 8e-9, 1.5e-7, 0, 1e-4) { WideMean = (5e-9, 2e-7) },
        new("TS", 250, 310, 5, 70),
        new("TREFHT", 250, 310, 5, 70),
        new("Z1000", -100, 400, 25, 600),
        new("Z200", 10300, 13000, 150, 2200),
        new("ZBOT", 15, 200, 0.5, 60),
        new("IVT", 45, 700, 35, 700) { LeastExtreme = 55, MostEven = 0.75 },
        new("VORT850", -5e-5, 5e-5, 6e-6, 2.4e-4) { LeastExtreme = 1.2e-5 },
        new("IVTPROXY", 40, 900, 35, 900) { LeastExtreme = 40 },
        new("WSPD850", 2.5, 25, 1.2, 18) { LeastExtreme = 2 },
        new("WSPDBOT", 2, 20, 1, 16) { LeastExtreme = 1.5 },
        new("THICK", 10200, 12800, 130, 2000),
        new("TMEAN", 212, 258, 2.5, 35),
    ];

    /// <summary>The channel's, or null for one that the table does not know.</summary>
    internal static UsualField? Of(string channel) => Array.Find(Table, f => f.Channel == channel);
}
