namespace Rossby.Ingest;

/// <summary>CAM's history files (h-files): the channels' own names, or fields on hybrid levels (CESM master field list). Its Z3 counts from sea level, ZBOT from the ground: no level of the one is the other.</summary>
internal static class CamNames
{
    internal static NamingTable Table { get; } = new("cam")
    {
        Fields = new Dictionary<string, string[]> { ["ZS"] = ["PHIS"] },
        Columns = new Dictionary<string, string[]>
        {
            [CfNames.Zonal] = ["U"],
            [CfNames.Meridional] = ["V"],
            [CfNames.Temperature] = ["T"],
            [CfNames.Height] = ["Z3"],
            [CfNames.Humidity] = ["Q"],
        },
        StandIns = new Dictionary<string, StandIn> { ["UBOT"] = new(StandIn.Wind10M, "U10M"), ["VBOT"] = new(StandIn.Wind10M, "V10M") },
    };
}
