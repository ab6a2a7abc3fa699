namespace Rossby.Core;

/// <summary>What a channel measures. Units tell dimensions apart, not quantities: geopotential converts to height and water's mass to its depth only where the channel is one of them.</summary>
public enum ChannelQuantity
{
    /// <summary>Wind and its speed.</summary>
    Wind,

    /// <summary>Air pressure.</summary>
    Pressure,

    /// <summary>Temperature on the absolute scale.</summary>
    Temperature,

    /// <summary>Geopotential height and thickness.</summary>
    GeopotentialHeight,

    /// <summary>Mass of water vapour per mass of moist air.</summary>
    SpecificHumidity,

    /// <summary>Water in a column, as mass per area.</summary>
    WaterColumn,

    /// <summary>Water that falls, as depth over time.</summary>
    WaterRate,

    /// <summary>Vapour carried through a column.</summary>
    VapourTransport,

    /// <summary>Relative vorticity.</summary>
    Vorticity,
}
