namespace Rossby.Ingest;

/// <summary>NCEP's GFS and reanalyses: the names that netCDF-Java, wgrib2 and NCEP's own files give to GRIB fields. Its vorticity is the absolute one, and no VORT850.</summary>
internal static class GfsNames
{
    internal static NamingTable Table { get; } = new("gfs")
    {
        Fields = new Dictionary<string, string[]>
        {
            ["TMQ"] =
            [
                "Precipitable_water_entire_atmosphere_single_layer", "Precipitable_water_entire_atmosphere", "PWAT_entireatmosphere_consideredasasinglelayer_",
                "PWAT_entireatmosphere", "precipitable_water_entire_atmosphere", "PRECIPITABLE_WATER", "pwat", "pr_wtr", "tpw",
            ],
            ["IWV"] = ["Precipitable_water_entire_atmosphere_single_layer", "Precipitable_water_entire_atmosphere", "PWAT_entireatmosphere", "pwat", "pr_wtr"],
            ["PS"] = ["Pressure_surface", "PRES_surface", "pressfc"],
            ["PSL"] = ["Pressure_reduced_to_MSL_msl", "Pressure_reduced_to_MSL", "PRMSL_meansealevel", "prmsl", "mslp", "MSLP_Eta_model_reduction_msl", "MSLET_meansealevel", "mslet", "slp"],
            ["PRECT"] = ["Precipitation_rate_surface", "PRATE_surface", "prate"],
            ["TS"] = ["Temperature_surface", "TMP_surface"],
            ["TREFHT"] = ["Temperature_height_above_ground", "TMP_2maboveground", "tmp2m"],
            ["U850"] = ["UGRD_850mb", "u_850"],
            ["V850"] = ["VGRD_850mb", "v_850"],
            ["T200"] = ["TMP_200mb", "t_200"],
            ["T500"] = ["TMP_500mb", "t_500"],
            ["Z1000"] = ["HGT_1000mb", "z_1000"],
            ["Z200"] = ["HGT_200mb", "z_200"],
        },
        Columns = new Dictionary<string, string[]>
        {
            [CfNames.Zonal] = ["u-component_of_wind_isobaric", "UGRD", "uwnd"],
            [CfNames.Meridional] = ["v-component_of_wind_isobaric", "VGRD", "vwnd"],
            [CfNames.Temperature] = ["Temperature_isobaric", "TMP", "air"],
            [CfNames.Height] = ["Geopotential_height_isobaric", "HGT", "hgt"],
            [CfNames.Humidity] = ["Specific_humidity_isobaric", "SPFH", "shum"],
        },
        StandIns = new Dictionary<string, StandIn>
        {
            ["UBOT"] = new(StandIn.Wind10M, "UGRD_10maboveground", "ugrd10m"),
            ["VBOT"] = new(StandIn.Wind10M, "VGRD_10maboveground", "vgrd10m"),
            ["QREFHT"] = new(StandIn.Humidity2M, "Specific_humidity_height_above_ground", "SPFH_2maboveground", "spfh2m"),
        },
    };
}
