using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The field in which <c>ivt-threshold</c> looks for rivers.</summary>
/// <param name="Channel">The channel that is read.</param>
/// <param name="Threshold">Least value of a river's cell, in the channel's unit.</param>
/// <param name="DampingDeg">Scale of the damping towards the equator, 1 - exp(-lat^2 / 2 d^2); null for none.</param>
internal sealed record RiverField(string Channel, double Threshold, double? DampingDeg)
{
    /// <summary>Transport where the source has it; else, damped, the water vapour of the column (SCIENCE, Labels).</summary>
    internal static RiverField Choose(IvtThresholdConfig config, Predicate<string> hasChannel)
    {
        if (hasChannel("IVT")) return new RiverField("IVT", config.ThresholdKgPerMetreSecond, null);
        foreach (string vapour in (ReadOnlySpan<string>)["TMQ", "IWV"])
            if (hasChannel(vapour)) return new RiverField(vapour, config.WaterVapourThresholdKgPerSquareMetre, config.DampingDeg);
        throw new DataException("Labels by 'ivt-threshold' need IVT, or the column's water vapour (TMQ or IWV), "
            + "and the files hold neither under a known name; name the variable in $.ingest.source.variables.");
    }

    /// <summary>What the field is multiplied by at a latitude.</summary>
    internal double Damping(double latitudeDeg) =>
        DampingDeg is not { } scale ? 1 : scale == 0 ? 1 : 1 - Math.Exp(-latitudeDeg * latitudeDeg / (2 * scale * scale));
}
