namespace Rossby.Ingest;

/// <summary>What a storm adds to the fields at a point, or on the mean over a cell. SI units.</summary>
struct StormAnomaly
{
    internal double PSL, T1000, T500, T200, ColumnHumidity, U850, V850, UBOT, VBOT, TMQ, PRECT;

    /// <summary>How far the wind of the surroundings is slackened at 850 hPa and below: 0 not, 1 calm.</summary>
    internal double Slack;

    /// <summary>The storm's own vapour transport in kg m-1 s-1.</summary>
    internal double Transport;

    internal readonly StormAnomaly Scaled(double factor) => new()
    {
        PSL = PSL * factor,
        T1000 = T1000 * factor,
        T500 = T500 * factor,
        T200 = T200 * factor,
        ColumnHumidity = ColumnHumidity * factor,
        U850 = U850 * factor,
        V850 = V850 * factor,
        UBOT = UBOT * factor,
        VBOT = VBOT * factor,
        TMQ = TMQ * factor,
        PRECT = PRECT * factor,
        Slack = Slack * factor,
        Transport = Transport * factor,
    };
}
