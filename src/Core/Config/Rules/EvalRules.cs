namespace Rossby.Core;

/// <summary>What is scored and drawn exists.</summary>
internal static class EvalRules
{
    public static void Check(PipelineConfig config, ConfigFindings findings)
    {
        if (config.Eval.MapChannel is { } channel && !config.Ingest.Channels.Contains(channel))
            findings.Add("$.eval.mapChannel", $"'{channel}' is not among ingest.channels; {Suggestion.For(channel, [.. config.Ingest.Channels])}");
        bool empty = (config.Ingest.Split, config.Eval.Split) switch
        {
            (ShareSplitConfig { Test: 0 }, SplitName.Test) or (ShareSplitConfig { Validation: 0 }, SplitName.Validation) => true,
            (RangeSplitConfig { Test.Count: 0 }, SplitName.Test) or (RangeSplitConfig { Validation.Count: 0 }, SplitName.Validation) => true,
            _ => false,
        };
        if (empty) findings.Add("$.eval.split", $"the {config.Eval.Split} split is empty: ingest.split gives it nothing; give it some, or score another, such as \"eval\": {{ \"split\": \"train\" }}");
    }
}
