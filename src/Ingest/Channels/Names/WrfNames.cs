namespace Rossby.Ingest;

/// <summary>WRF's output (ARW user's guide, list of fields). Its winds at 10 m point along the grid, which on a Mercator grid is east and north; others are curvilinear and refused.</summary>
internal static class WrfNames
{
    internal static NamingTable Table { get; } = new("wrf")
    {
        Fields = new Dictionary<string, string[]>
        {
            ["PS"] = ["PSFC"],
            ["TS"] = ["TSK"],
            ["TREFHT"] = ["T2"],
            ["ZS"] = ["HGT"],
        },
        StandIns = new Dictionary<string, StandIn>
        {
            ["UBOT"] = new(StandIn.Wind10M, "U10"),
            ["VBOT"] = new(StandIn.Wind10M, "V10"),
        },
    };
}
