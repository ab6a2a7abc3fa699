namespace Rossby.Ingest;

/// <summary>A number made of several channels' mosaics that physics keeps between bounds.</summary>
/// <param name="Channels">All of them must be there.</param>
/// <param name="What">In words, with its unit.</param>
/// <param name="Least">Its lower bound.</param>
/// <param name="Most">Its upper bound.</param>
/// <param name="Value">NaN where the grid does not show what is needed.</param>
internal sealed record Relation(string[] Channels, string What, double Least, double Most, Func<Mosaic[], double> Value)
{
    /// <summary>Deserts, mountains or one storm may break it in a region: it is asked of a globe alone.</summary>
    public bool IsOfTheGlobe { get; init; }

    /// <summary>It is of storms: asked of a globe, and of regions of middle latitudes.</summary>
    public bool IsOfStorms { get; init; }
}
