namespace Rossby.Ingest;

/// <summary>The paths of a shard's datasets (docs/formats.md).</summary>
internal static class ShardDatasets
{
    internal const string Data = "climate/data", Latitude = "climate/lat", Longitude = "climate/lon", Time = "climate/time";

    /// <summary>The classes of labelling k.</summary>
    internal static string Labels(int labelling) => $"climate/labels_{labelling}";

    /// <summary>The soft labels of labelling k.</summary>
    internal static string Probabilities(int labelling) => $"climate/label_prob_{labelling}";
}
