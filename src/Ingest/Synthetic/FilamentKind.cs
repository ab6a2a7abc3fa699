namespace Rossby.Ingest;

/// <summary>The ranges from which one kind of filament is drawn.</summary>
/// <param name="Stream">Its random numbers.</param>
/// <param name="JetLow">Least jet at 850 hPa at its height, m s-1.</param>
/// <param name="JetHigh">Largest.</param>
/// <param name="MoistureLow">Least moisture on the spine at its height, kg m-2.</param>
/// <param name="MoistureHigh">Largest.</param>
/// <param name="Drying">What it takes from the relative humidity of the column on its spine.</param>
/// <param name="Slack">How far the surroundings' wind is slackened on its spine.</param>
sealed record FilamentKind(SyntheticStream Stream, double JetLow, double JetHigh, double MoistureLow, double MoistureHigh, double Drying, double Slack)
{
    /// <summary>Atmospheric rivers: 20 to 40 kg m-2 in all, 2000 km and longer, some hundreds of km wide (Ralph et al. 2004, Guan and Waliser 2015).</summary>
    internal static FilamentKind River { get; } = new(SyntheticStream.River, 22, 31, 16, 25, Drying: 0, Slack: 0);

    /// <summary>Moist exports of the tropics in air that hardly moves: with the wind of the surroundings they would be rivers.</summary>
    internal static FilamentKind MoistPlume { get; } = new(SyntheticStream.MoistPlume, 2, 6, 10, 22, Drying: 0, Slack: 0.85);

    /// <summary>Low-level jets in air drier than its surroundings: with their vapour the jets would be rivers.</summary>
    internal static FilamentKind DryJet { get; } = new(SyntheticStream.DryJet, 12, 24, 0, 3, Drying: 0.45, Slack: 0);

    internal bool IsRiver => Stream == SyntheticStream.River;
}
