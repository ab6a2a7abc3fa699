namespace Rossby.Ingest;

/// <summary>
/// Names of the channels in the files of CAM, CMIP, ECMWF, NASA (MERRA-2), NCEP and GRIB converters. To teach Rossby another name, add it here (CONTRIBUTING).
/// Stand-ins (10 m wind for the lowest level's, skin for surface temperature) are none: SCIENCE, Units.
/// </summary>
internal static class ChannelAliases
{
    static readonly string[] Vapour = ["TQV", "tcwv", "prw", "pwat", "pr_wtr", "tpw", "PRECIPITABLE_WATER", "precipitable_water_entire_atmosphere"];
    static readonly string[] Zonal = ["u", "ua", "uwnd", "UGRD", "u_component_of_wind", "u-component_of_wind_isobaric"];
    static readonly string[] Meridional = ["v", "va", "vwnd", "VGRD", "v_component_of_wind", "v-component_of_wind_isobaric"];
    static readonly string[] Temperature = ["t", "ta", "air", "TMP", "temperature", "Temperature_isobaric"];
    static readonly string[] Height = ["Z3", "zg", "hgt", "gh", "H", "z", "geopotential", "geopotential_height", "Geopotential_height_isobaric"];

    /// <summary>The table.</summary>
    internal static IReadOnlyList<ChannelAlias> All { get; } =
    [
        new("TMQ", ["IWV", .. Vapour], []),
        new("IWV", ["TMQ", .. Vapour], []),
        new("IVT", ["ivt_mag", "ivtmag"], []),
        new("U850", ["ua850", "u_850", "U850hPa"], Zonal),
        new("V850", ["va850", "v_850", "V850hPa"], Meridional),
        new("UBOT", [], []),
        new("VBOT", [], []),
        new("QREFHT", [], []) { ByStandardName = false },
        new("PS", ["sp", "pressfc", "surface_pressure", "Pressure_surface"], []),
        new("PSL", ["msl", "slp", "prmsl", "mslp", "mslet", "mean_sea_level_pressure", "Pressure_reduced_to_MSL_msl", "Pressure_reduced_to_MSL"], []),
        new("T200", ["ta200", "t_200"], Temperature),
        new("T500", ["ta500", "t_500"], Temperature),
        new("PRECT", ["pr", "PRECTOT", "prate"], []),
        new("TS", [], []),
        new("TREFHT", ["tas", "t2m", "2t", "T2", "2m_temperature", "VAR_2T"], []) { ByStandardName = false },
        new("Z1000", ["zg1000", "z_1000"], Height),
        new("Z200", ["zg200", "z_200"], Height),
        new("ZBOT", [], []),
        new("VORT850", ["vo850", "vort_850"], ["vo", "vorticity", "relative_vorticity"]),
        new("IVTPROXY", [], []),
        new("WSPD850", [], []),
        new("WSPDBOT", [], []),
        new("THICK", [], []),
        new("TMEAN", [], []),
    ];

    /// <summary>The aliases of a channel; for one that the table does not know, its own name alone.</summary>
    internal static ChannelAlias Of(string channel) => All.FirstOrDefault(a => a.Channel == channel) ?? new ChannelAlias(channel, [], []);
}
