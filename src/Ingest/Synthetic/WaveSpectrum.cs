namespace Rossby.Ingest;

/// <summary>The statistics of a smooth random field of travelling waves.</summary>
/// <param name="First">Longest zonal wave (wavenumber).</param>
/// <param name="Last">Shortest zonal wave.</param>
/// <param name="Slope">Amplitude falls as wavenumber^-slope from <paramref name="First"/> on.</param>
/// <param name="EastwardMetresPerSecond">Mean phase speed at 45 degrees.</param>
/// <param name="SpreadMetresPerSecond">Standard deviation of phase speeds: it sets how long a pattern lives.</param>
sealed record WaveSpectrum(int First, int Last, double Slope, double EastwardMetresPerSecond, double SpreadMetresPerSecond)
{
    /// <summary>Waves drawn for each zonal wavenumber.</summary>
    internal int ModesPerWavenumber { get; init; } = 5;
}
