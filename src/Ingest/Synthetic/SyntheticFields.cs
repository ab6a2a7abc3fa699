using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>One step of synthetic weather: the 16 channels, the transport and the label, each [H, W] row-major, and what the generator needs on the way. Reused from step to step.</summary>
sealed class SyntheticFields(int cells)
{
    internal float[] TMQ { get; } = new float[cells];
    internal float[] U850 { get; } = new float[cells];
    internal float[] V850 { get; } = new float[cells];
    internal float[] UBOT { get; } = new float[cells];
    internal float[] VBOT { get; } = new float[cells];
    internal float[] QREFHT { get; } = new float[cells];
    internal float[] PS { get; } = new float[cells];
    internal float[] PSL { get; } = new float[cells];
    internal float[] T200 { get; } = new float[cells];
    internal float[] T500 { get; } = new float[cells];
    internal float[] PRECT { get; } = new float[cells];
    internal float[] TS { get; } = new float[cells];
    internal float[] TREFHT { get; } = new float[cells];
    internal float[] Z1000 { get; } = new float[cells];
    internal float[] Z200 { get; } = new float[cells];
    internal float[] ZBOT { get; } = new float[cells];

    /// <summary>Vapour transport, kg m-1 s-1.</summary>
    internal float[] IVT { get; } = new float[cells];

    /// <summary>The true class of every cell.</summary>
    internal byte[] Labels { get; } = new byte[cells];

    /// <summary>Temperature at 1000 hPa, reduced to sea level under mountains, in K.</summary>
    internal float[] T1000 { get; } = new float[cells];

    /// <summary>Relative humidity of the column.</summary>
    internal float[] ColumnHumidity { get; } = new float[cells];

    /// <summary>Texture of convection, unit variance.</summary>
    internal float[] Convection { get; } = new float[cells];

    /// <summary>Scratch: the height of 850 hPa in m.</summary>
    internal float[] Z850 { get; } = new float[cells];

    /// <summary>The vortices of this step, labelled or not.</summary>
    internal List<CycloneState> Cyclones { get; } = [];

    /// <summary>The rivers of this step that have at least one cell.</summary>
    internal List<RiverRecord> Rivers { get; } = [];

    /// <summary>The field of a channel of <see cref="ClimateChannels.Cam5"/>.</summary>
    internal float[] Channel(string name) => name switch
    {
        "TMQ" => TMQ,
        "U850" => U850,
        "V850" => V850,
        "UBOT" => UBOT,
        "VBOT" => VBOT,
        "QREFHT" => QREFHT,
        "PS" => PS,
        "PSL" => PSL,
        "T200" => T200,
        "T500" => T500,
        "PRECT" => PRECT,
        "TS" => TS,
        "TREFHT" => TREFHT,
        "Z1000" => Z1000,
        "Z200" => Z200,
        "ZBOT" => ZBOT,
        _ => throw new ArgumentException($"No synthetic channel '{name}'.", nameof(name)),
    };
}
