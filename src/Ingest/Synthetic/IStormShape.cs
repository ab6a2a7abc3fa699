namespace Rossby.Ingest;

/// <summary>A storm that can be evaluated at any point of the sphere.</summary>
interface IStormShape
{
    /// <summary>The middle of its reach.</summary>
    GeoPoint Centre { get; }

    /// <summary>Nothing is added beyond this distance from <see cref="Centre"/>.</summary>
    double ReachKm { get; }

    /// <summary>The length over which the storm changes at that distance from the centre: cells are sub-sampled to resolve it.</summary>
    double ScaleKm(double distanceKm);

    /// <summary>Adds the storm at a point to a sum.</summary>
    void Add(in SamplePoint point, ref StormAnomaly sum);

    /// <summary>Is told the mean over a cell, for labels and areas.</summary>
    void Cell(int cell, in StormAnomaly mean);
}
