using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// Specific humidity from dew point and pressure: vapour pressure by Tetens' formula over water with Buck's constants, 611.21 Pa exp(17.502 (T - 273.16) / (T - 32.19)),
/// and the ratio of the gas constants of dry air and vapour, as the IFS has them (ECMWF, IFS documentation CY41R2, part IV, equations 7.4 and 7.5).
/// </summary>
internal sealed class DewPointRecipe : IFieldRecipe
{
    const double GasConstants = 287.0597 / 461.5250;

    /// <summary>The second input; the first is the pressure in Pa.</summary>
    internal static readonly ClimateChannel DewPoint = new("DEWPOINT", "Dew point at 2 m", "K", ChannelQuantity.Temperature, new(150, 320));

    public string Formula => "specific humidity from dew point and pressure, Tetens over water";

    public void Make(LatLonGrid grid, IFieldInputs inputs, Span<float> result)
    {
        float[] pressure = new float[grid.CellCount], dewPoint = new float[grid.CellCount];
        inputs.Read(0, pressure);
        inputs.Read(1, dewPoint);
        for (int i = 0; i < result.Length; i++) result[i] = (float)SpecificHumidity(pressure[i], dewPoint[i]);
    }

    /// <summary>In kg kg-1, from Pa and K.</summary>
    internal static double SpecificHumidity(double pressurePa, double dewPointK)
    {
        double vapour = 611.21 * Math.Exp(17.502 * (dewPointK - 273.16) / (dewPointK - 32.19));
        return GasConstants * vapour / (pressurePa - (1 - GasConstants) * vapour);
    }
}
