namespace Rossby.Ingest;

/// <summary>What a random number is for: each purpose has its own stream, so that a change in one leaves the others' bytes alone.</summary>
enum SyntheticStream
{
    PlanetaryWaves = 1,
    SynopticWaves,
    PressureNoise,
    TemperatureNoise,
    MidLevelTemperatureNoise,
    HumidityNoise,
    Convection,
    ZonalWindNoise,
    MeridionalWindNoise,
    CycloneYear,
    Cyclone,
    Depression,
    River,
    MoistPlume,
    DryJet,
    Low,
}
