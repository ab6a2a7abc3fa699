namespace Rossby.Ingest;

/// <summary>ECMWF's reanalyses: short names, the Climate Data Store's long ones, and those of GRIB converters. It has nothing for ZBOT.</summary>
internal static class Era5Names
{
    internal static NamingTable Table { get; } = new("era5")
    {
        Fields = new Dictionary<string, string[]>
        {
            ["TMQ"] = ["tcwv", "total_column_water_vapour", "TCWV"],
            ["IWV"] = ["tcwv", "total_column_water_vapour"],
            ["PS"] = ["sp", "surface_pressure"],
            ["PSL"] = ["msl", "mean_sea_level_pressure", "VAR_151"],
            ["PRECT"] = ["mtpr", "avg_tprate", "mean_total_precipitation_rate", "tp", "total_precipitation"],
            ["TREFHT"] = ["t2m", "2t", "VAR_2T", "2m_temperature"],
            ["VORT850"] = ["vo850"],
            ["TUQ"] = ["viwve", "p71.162", "vertical_integral_of_eastward_water_vapour_flux"],
            ["TVQ"] = ["viwvn", "p72.162", "vertical_integral_of_northward_water_vapour_flux"],
            ["PRECC"] = ["mcpr", "avg_cpr", "cp", "convective_precipitation"],
            ["PRECL"] = ["mlspr", "avg_lsprate", "lsp", "large_scale_precipitation"],
            ["DEWPOINT"] = ["d2m", "2d", "VAR_2D", "2m_dewpoint_temperature"],
        },
        Columns = new Dictionary<string, string[]>
        {
            [CfNames.Zonal] = ["u", "u_component_of_wind"],
            [CfNames.Meridional] = ["v", "v_component_of_wind"],
            [CfNames.Temperature] = ["t", "temperature"],
            [CfNames.Height] = ["z", "gh", "geopotential", "geopotential_height"],
            [CfNames.Humidity] = ["q", "specific_humidity"],
            [CfNames.Vorticity] = ["vo", "vorticity", "relative_vorticity"],
        },
        StandIns = new Dictionary<string, StandIn>
        {
            ["UBOT"] = new(StandIn.Wind10M, "u10", "10u", "VAR_10U", "10m_u_component_of_wind"),
            ["VBOT"] = new(StandIn.Wind10M, "v10", "10v", "VAR_10V", "10m_v_component_of_wind"),
            ["QREFHT"] = new(StandIn.Humidity2M, "q2m", "2sh"),
            ["TS"] = new(StandIn.Skin, "skt", "skin_temperature"),
        },
    };
}
