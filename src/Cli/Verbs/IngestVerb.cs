using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Rossby.Core;

namespace Rossby.Cli;

/// <summary><c>rossby ingest</c>.</summary>
internal static class IngestVerb
{
    public static Command Create(StopSignals signals)
    {
        var worker = new Option<WorkShare?>("--worker")
        {
            Description = "Be worker W of N that make one set together, from 0, such as $SLURM_PROCID/$SLURM_NTASKS",
            HelpName = "W/N",
            CustomParser = Parse,
        };
        return PipelineVerb.Create(
            "ingest", "Read the sources, label and split them, and write shards with their manifest.",
            StageName.Ingest, canBeOnly: false, signals, worker);
    }

    static WorkShare? Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (text.Split('/') is [var w, var n] && Number(w) is { } worker && Number(n) is { } workers && worker < workers) return new WorkShare(worker, workers);
        result.AddError($"--worker: expected W/N with 0 <= W < N, such as 0/4, got '{text}'.");
        return null;
    }

    static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
