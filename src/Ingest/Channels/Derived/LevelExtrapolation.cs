namespace Rossby.Ingest;

/// <summary>What becomes of a pressure level where it lies below the lowest hybrid level.</summary>
internal enum LevelExtrapolation
{
    /// <summary>It is missing.</summary>
    None,

    /// <summary>It has the lowest level's value, as CAM's own output has.</summary>
    Constant,

    /// <summary>Temperature, by <see cref="BelowGround.Temperature"/>.</summary>
    Temperature,

    /// <summary>Geopotential height, by <see cref="BelowGround.Height"/>.</summary>
    Height,
}
