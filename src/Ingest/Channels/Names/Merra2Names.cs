namespace Rossby.Ingest;

/// <summary>NASA's MERRA-2 (file specification, GMAO Office Note 9): single-level and flux collections, and fields on pressure or model levels.</summary>
internal static class Merra2Names
{
    internal static NamingTable Table { get; } = new("merra2")
    {
        Fields = new Dictionary<string, string[]>
        {
            ["TMQ"] = ["TQV"],
            ["IWV"] = ["TQV"],
            ["PSL"] = ["SLP"],
            ["PRECT"] = ["PRECTOTCORR", "PRECTOT"],
            ["TREFHT"] = ["T2M"],
            ["Z1000"] = ["H1000"],
            ["UBOT"] = ["ULML"],
            ["VBOT"] = ["VLML"],
            ["ZBOT"] = ["HLML"],
            ["TUQ"] = ["UFLXQV"],
            ["TVQ"] = ["VFLXQV"],
        },
        Columns = new Dictionary<string, string[]>
        {
            [CfNames.Zonal] = ["U"],
            [CfNames.Meridional] = ["V"],
            [CfNames.Temperature] = ["T"],
            [CfNames.Height] = ["H"],
            [CfNames.Humidity] = ["QV"],
        },
        StandIns = new Dictionary<string, StandIn>
        {
            ["UBOT"] = new(StandIn.Wind10M, "U10M"),
            ["VBOT"] = new(StandIn.Wind10M, "V10M"),
            ["QREFHT"] = new(StandIn.Humidity2M, "QV2M"),
        },
    };
}
