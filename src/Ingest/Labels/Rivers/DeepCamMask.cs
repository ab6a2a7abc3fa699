using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The mask of the 2018 data set for one step, and whether it would bear the suffix <c>-ANOMALY</c>.</summary>
/// <param name="Labels">[H, W]: 0, 1, 2; 255 where TMQ is missing and no cyclone was found.</param>
/// <param name="BackgroundShare">Share of the cells that are background, by number.</param>
internal sealed record DeepCamMask(byte[] Labels, double BackgroundShare)
{
    /// <summary>The fields that are read, in the order in which they are used.</summary>
    internal static readonly string[] Channels = ["TMQ", "U850", "V850", "PRECT"];

    internal static DeepCamMask Make(DeepCamCompatConfig config, LatLonGrid grid, IReadOnlyDictionary<string, float[]> fields, IReadOnlyList<DeepCamStorm> storms)
    {
        float[] waterVapour = fields[Channels[0]];
        bool[] rivers = new DeepCamRivers(config).Find(grid, waterVapour);
        bool[] cyclones = new DeepCamBoxes(config).Find(grid, [.. Channels.Select(c => fields[c])], storms);
        byte[] labels = new byte[grid.CellCount];
        int background = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            if (!rivers[i] && (config.Quirks.BackgroundOfRiversAlone || !cyclones[i])) background++;
            labels[i] = cyclones[i] ? SegmentationClass.TropicalCyclone
                : rivers[i] ? SegmentationClass.AtmosphericRiver
                : float.IsNaN(waterVapour[i]) ? SegmentationClass.Ignore
                : SegmentationClass.Background;
        }
        return new DeepCamMask(labels, background / (double)labels.Length);
    }
}
