namespace Rossby.Ingest;

/// <summary>The variables of CMIP5, CMIP6 and CORDEX (CMOR tables Amon, day, 6hrPlev, 6hrPlevPt, E3hr, PrimSIday).</summary>
internal static class Cmip6Names
{
    internal static NamingTable Table { get; } = new("cmip6")
    {
        Fields = new Dictionary<string, string[]>
        {
            ["TMQ"] = ["prw"],
            ["IWV"] = ["prw"],
            ["ZS"] = ["orog"],
            ["PS"] = ["ps"],
            ["PSL"] = ["psl"],
            ["PRECT"] = ["pr"],
            ["TS"] = ["ts"],
            ["TREFHT"] = ["tas"],
            ["U850"] = ["ua850"],
            ["V850"] = ["va850"],
            ["T200"] = ["ta200"],
            ["T500"] = ["ta500"],
            ["Z1000"] = ["zg1000"],
            ["Z200"] = ["zg200"],
            ["VORT850"] = ["rv850"],
            ["TUQ"] = ["intuaw"],
            ["TVQ"] = ["intvaw"],
            ["PRECC"] = ["prc"],
        },
        Columns = new Dictionary<string, string[]>
        {
            [CfNames.Zonal] = ["ua"],
            [CfNames.Meridional] = ["va"],
            [CfNames.Temperature] = ["ta"],
            [CfNames.Height] = ["zg"],
            [CfNames.Humidity] = ["hus"],
        },
        StandIns = new Dictionary<string, StandIn>
        {
            ["UBOT"] = new(StandIn.Wind10M, "uas"),
            ["VBOT"] = new(StandIn.Wind10M, "vas"),
            ["QREFHT"] = new(StandIn.Humidity2M, "huss"),
        },
    };
}
