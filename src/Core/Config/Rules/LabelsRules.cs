namespace Rossby.Core;

/// <summary>A labelling finds what it needs in its source.</summary>
internal static class LabelsRules
{
    /// <summary>The variable in which the generator writes the truth.</summary>
    const string SyntheticVariable = "LABELS";

    public static void Check(IngestConfig ingest, ConfigFindings findings)
    {
        Check(ingest.Labels, "$.ingest.labels", ingest, findings);
        for (int i = 0; i < ingest.ExtraLabels.Count; i++) Check(ingest.ExtraLabels[i], $"$.ingest.extraLabels[{i}]", ingest, findings);
    }

    static void Check(LabelsConfig labels, string path, IngestConfig ingest, ConfigFindings findings)
    {
        if (labels is CombineConfig parts)
        {
            Check(parts.TropicalCyclones, $"{path}.tropicalCyclones", ingest, findings);
            Check(parts.AtmosphericRivers, $"{path}.atmosphericRivers", ingest, findings);
        }
        if (labels is DeepCamCompatConfig deepCam) Check(deepCam.TropicalCyclones, $"{path}.tropicalCyclones", ingest, findings);
        if (labels is BardArConfig bard) BardArRules.Check(path, bard, findings);
        if (labels is TempestCycloneConfig { Disc: var disc } && disc.MinimumRadiusDeg > disc.MaximumRadiusDeg)
            findings.Add($"{path}.disc.minimumRadiusDeg", FormattableString.Invariant($"must be at most maximumRadiusDeg, {disc.MaximumRadiusDeg}, got {disc.MinimumRadiusDeg}"));
        if (labels is not VariableLabelsConfig { Variable: var variable }) return;
        if (string.IsNullOrWhiteSpace(variable)) findings.Add($"{path}.variable", "must name a variable");
        else if (ingest.Source is SyntheticSourceConfig && variable != SyntheticVariable)
            findings.Add($"{path}.variable", $"synthetic weather carries its truth in '{SyntheticVariable}', got \"{variable}\"");
    }
}
