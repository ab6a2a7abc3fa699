namespace Rossby.Core;

/// <summary>
/// The channels that Rossby knows: the 16 of CAM5 in the order of DeepCAM's files, then those that other sets bring or that are made of them.
/// Plausible ranges start from the records of the World Meteorological Organization (PSL 870 to 1084 hPa, temperature -89.2 to 56.7 C at 2 m, rain 305 mm in an
/// hour) and the extremes of ERA5, with a margin for other models and climates.
/// </summary>
public static class ClimateChannels
{
    /// <summary>DeepCAM's 16 channels in file order (create_multichannel_multithreshold_labels.py:364).</summary>
    public static IReadOnlyList<ClimateChannel> Cam5 { get; } =
    [
        new("TMQ", "Total precipitable water", "kg m-2", ChannelQuantity.WaterColumn, new(-0.5, 120)) { StandardName = "atmosphere_mass_content_of_water_vapor" },
        new("U850", "Zonal wind at 850 hPa", "m s-1", ChannelQuantity.Wind, new(-110, 110)) { LevelHPa = 850, StandardName = "eastward_wind" },
        new("V850", "Meridional wind at 850 hPa", "m s-1", ChannelQuantity.Wind, new(-110, 110)) { LevelHPa = 850, StandardName = "northward_wind" },
        new("UBOT", "Lowest-level zonal wind", "m s-1", ChannelQuantity.Wind, new(-100, 100)),
        new("VBOT", "Lowest-level meridional wind", "m s-1", ChannelQuantity.Wind, new(-100, 100)),
        new("QREFHT", "Reference-height humidity", "kg kg-1", ChannelQuantity.SpecificHumidity, new(-0.001, 0.05)) { StandardName = "specific_humidity" },
        new("PS", "Surface pressure", "Pa", ChannelQuantity.Pressure, new(30000, 112000)) { StandardName = "surface_air_pressure" },
        new("PSL", "Sea-level pressure", "Pa", ChannelQuantity.Pressure, new(85000, 110000)) { StandardName = "air_pressure_at_mean_sea_level" },
        new("T200", "Temperature at 200 hPa", "K", ChannelQuantity.Temperature, new(150, 270)) { LevelHPa = 200, StandardName = "air_temperature" },
        new("T500", "Temperature at 500 hPa", "K", ChannelQuantity.Temperature, new(190, 300)) { LevelHPa = 500, StandardName = "air_temperature" },
        new("PRECT", "Total precipitation rate", "m s-1", ChannelQuantity.WaterRate, new(-1e-7, 3e-4)) { StandardName = "lwe_precipitation_rate", MadeOf = ["PRECC", "PRECL"] },
        new("TS", "Surface temperature", "K", ChannelQuantity.Temperature, new(160, 360)) { StandardName = "surface_temperature" },
        new("TREFHT", "Reference-height temperature", "K", ChannelQuantity.Temperature, new(165, 340)) { HeightM = 2, StandardName = "air_temperature" },
        new("Z1000", "Geopotential height at 1000 hPa", "m", ChannelQuantity.GeopotentialHeight, new(-1300, 1100)) { LevelHPa = 1000, StandardName = "geopotential_height" },
        new("Z200", "Geopotential height at 200 hPa", "m", ChannelQuantity.GeopotentialHeight, new(9500, 13500)) { LevelHPa = 200, StandardName = "geopotential_height" },
        new("ZBOT", "Lowest-level geopotential height", "m", ChannelQuantity.GeopotentialHeight, new(0, 300)),
    ];

    /// <summary>All known channels.</summary>
    public static IReadOnlyList<ClimateChannel> All { get; } =
    [
        .. Cam5,
        new("IVT", "Integrated vapour transport", "kg m-1 s-1", ChannelQuantity.VapourTransport, new(0, 6000)) { MadeOf = ["TUQ", "TVQ"] },
        new("TUQ", "Eastward integrated vapour transport", "kg m-1 s-1", ChannelQuantity.VapourTransport, new(-6000, 6000))
        {
            StandardName = "eastward_atmosphere_water_vapor_transport_across_unit_distance",
        },
        new("TVQ", "Northward integrated vapour transport", "kg m-1 s-1", ChannelQuantity.VapourTransport, new(-6000, 6000))
        {
            StandardName = "northward_atmosphere_water_vapor_transport_across_unit_distance",
        },
        new("IWV", "Integrated water vapour", "kg m-2", ChannelQuantity.WaterColumn, new(-0.5, 120)) { StandardName = "atmosphere_mass_content_of_water_vapor" },
        new("VORT850", "Relative vorticity at 850 hPa", "s-1", ChannelQuantity.Vorticity, new(-0.02, 0.02))
        {
            LevelHPa = 850, StandardName = "atmosphere_relative_vorticity", MadeOf = ["U850", "V850"],
        },
        new("IVTPROXY", "Precipitable water times wind speed at 850 hPa", "kg m-1 s-1", ChannelQuantity.VapourTransport, new(-50, 13000)) { MadeOf = ["TMQ", "U850", "V850"] },
        new("WSPD850", "Wind speed at 850 hPa", "m s-1", ChannelQuantity.Wind, new(0, 150)) { MadeOf = ["U850", "V850"] },
        new("WSPDBOT", "Lowest-level wind speed", "m s-1", ChannelQuantity.Wind, new(0, 140)) { MadeOf = ["UBOT", "VBOT"] },
        new("THICK", "Thickness between 1000 and 200 hPa", "m", ChannelQuantity.GeopotentialHeight, new(9000, 13500)) { MadeOf = ["Z1000", "Z200"] },
        new("ZS", "Height of the surface", "m", ChannelQuantity.GeopotentialHeight, new(-600, 9000)) { StandardName = "surface_altitude" },
        new("PRECC", "Convective precipitation rate", "m s-1", ChannelQuantity.WaterRate, new(-1e-7, 3e-4)) { StandardName = "lwe_convective_precipitation_rate" },
        new("PRECL", "Large-scale precipitation rate", "m s-1", ChannelQuantity.WaterRate, new(-1e-7, 3e-4)) { StandardName = "lwe_stratiform_precipitation_rate" },
        new("TMEAN", "Mean of the temperatures at 200 and 500 hPa", "K", ChannelQuantity.Temperature, new(170, 285)) { MadeOf = ["T200", "T500"] },
    ];

    /// <summary>The channel of that name, or null.</summary>
    public static ClimateChannel? Find(string name) => All.FirstOrDefault(c => c.Name == name);
}
