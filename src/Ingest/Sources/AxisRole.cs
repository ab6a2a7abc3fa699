namespace Rossby.Ingest;

/// <summary>What a dimension of a variable stands for.</summary>
internal enum AxisRole
{
    /// <summary>None of the others: bounds, ensemble members, ...</summary>
    Other,

    /// <summary>Time.</summary>
    Time,

    /// <summary>The vertical.</summary>
    Level,

    /// <summary>Rows.</summary>
    Latitude,

    /// <summary>Columns.</summary>
    Longitude,
}
