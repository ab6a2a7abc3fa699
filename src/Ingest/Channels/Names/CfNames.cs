namespace Rossby.Ingest;

/// <summary>CF standard names of the variables with a vertical axis (cfconventions.org, table 84).</summary>
internal static class CfNames
{
    internal const string Zonal = "eastward_wind";
    internal const string Meridional = "northward_wind";
    internal const string Temperature = "air_temperature";
    internal const string Height = "geopotential_height";
    internal const string Humidity = "specific_humidity";
    internal const string Vorticity = "atmosphere_relative_vorticity";
}
