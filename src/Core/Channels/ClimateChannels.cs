namespace Rossby.Core;

/// <summary>The channels that Rossby knows: the 16 of CAM5 in the order of DeepCAM's files, then those that other sets bring.</summary>
public static class ClimateChannels
{
    /// <summary>DeepCAM's 16 channels in file order (create_multichannel_multithreshold_labels.py:364).</summary>
    public static IReadOnlyList<ClimateChannel> Cam5 { get; } =
    [
        new("TMQ", "Total precipitable water", "kg m-2") { StandardName = "atmosphere_mass_content_of_water_vapor" },
        new("U850", "Zonal wind at 850 hPa", "m s-1") { LevelHPa = 850, StandardName = "eastward_wind" },
        new("V850", "Meridional wind at 850 hPa", "m s-1") { LevelHPa = 850, StandardName = "northward_wind" },
        new("UBOT", "Lowest-level zonal wind", "m s-1"),
        new("VBOT", "Lowest-level meridional wind", "m s-1"),
        new("QREFHT", "Reference-height humidity", "kg kg-1") { StandardName = "specific_humidity" },
        new("PS", "Surface pressure", "Pa") { StandardName = "surface_air_pressure" },
        new("PSL", "Sea-level pressure", "Pa") { StandardName = "air_pressure_at_mean_sea_level" },
        new("T200", "Temperature at 200 hPa", "K") { LevelHPa = 200, StandardName = "air_temperature" },
        new("T500", "Temperature at 500 hPa", "K") { LevelHPa = 500, StandardName = "air_temperature" },
        new("PRECT", "Total precipitation rate", "m s-1") { StandardName = "lwe_precipitation_rate" },
        new("TS", "Surface temperature", "K") { StandardName = "surface_temperature" },
        new("TREFHT", "Reference-height temperature", "K") { StandardName = "air_temperature" },
        new("Z1000", "Geopotential height at 1000 hPa", "m") { LevelHPa = 1000, StandardName = "geopotential_height" },
        new("Z200", "Geopotential height at 200 hPa", "m") { LevelHPa = 200, StandardName = "geopotential_height" },
        new("ZBOT", "Lowest-level geopotential height", "m"),
    ];

    /// <summary>All known channels.</summary>
    public static IReadOnlyList<ClimateChannel> All { get; } =
    [
        .. Cam5,
        new("IVT", "Integrated vapour transport", "kg m-1 s-1"),
        new("IWV", "Integrated water vapour", "kg m-2") { StandardName = "atmosphere_mass_content_of_water_vapor" },
        new("VORT850", "Relative vorticity at 850 hPa", "s-1") { LevelHPa = 850, StandardName = "atmosphere_relative_vorticity" },
    ];

    /// <summary>The channel of that name, or null.</summary>
    public static ClimateChannel? Find(string name) => All.FirstOrDefault(c => c.Name == name);
}
