namespace Rossby.Core;

/// <summary>A labelling finds what it needs in its source.</summary>
internal static class LabelsRules
{
    /// <summary>The variable in which the generator writes the truth.</summary>
    const string SyntheticVariable = "LABELS";

    public static void Check(IngestConfig ingest, ConfigFindings findings)
    {
        if (ingest.Labels is not VariableLabelsConfig { Variable: var variable }) return;
        if (string.IsNullOrWhiteSpace(variable)) findings.Add("$.ingest.labels.variable", "must name a variable");
        else if (ingest.Source is SyntheticSourceConfig && variable != SyntheticVariable)
            findings.Add("$.ingest.labels.variable", $"synthetic weather carries its truth in '{SyntheticVariable}', got \"{variable}\"");
    }
}
