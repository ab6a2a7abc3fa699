namespace Rossby.Core;

/// <summary>What the sections of a config ask of each other, beyond the types and ranges that the schema holds.</summary>
internal static class PipelineRules
{
    public static void Check(PipelineConfig config, ConfigFindings findings)
    {
        CheckName(config.Name, findings);
        CheckFolder("$.data", config.Data, findings);
        CheckFolder("$.runs", config.Runs, findings);
        ChannelRules.Check(config.Ingest, findings);
        SourceRules.Check(config.Ingest.Source, findings);
        GridRules.Check(config.Ingest.Grid, findings);
        GuardRules.Check(config.Ingest.Guard, findings);
        LabelsRules.Check(config.Ingest, findings);
        SplitRules.Check(config.Ingest.Split, findings);
        if (config.Model is { } model) ModelRules.Check(model, config.Ingest.Source, findings);
        TrainRules.Check(config, findings);
        EvalRules.Check(config, findings);
    }

    static void CheckName(string name, ConfigFindings findings)
    {
        if (name.Length is 0 or > 100 || name[0] is '.' or '-' || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
            findings.Add("$.name", $"must be a folder's name of 1 to 100 letters, digits, '.', '_' and '-', not beginning with '.' or '-', got \"{name}\"");
    }

    static void CheckFolder(string path, string folder, ConfigFindings findings)
    {
        if (string.IsNullOrWhiteSpace(folder) || folder.Contains('\0', StringComparison.Ordinal)) findings.Add(path, "must name a folder");
    }
}
