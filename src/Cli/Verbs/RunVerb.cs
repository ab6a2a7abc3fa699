using System.CommandLine;
using Rossby.Core;

namespace Rossby.Cli;

/// <summary><c>rossby run</c>: all stages.</summary>
internal static class RunVerb
{
    public static Command Create(StopSignals signals) =>
        PipelineVerb.Create(
            "run", "Run the whole pipeline: ingest, stage, train, eval. A stage that is done already is not done again.",
            StageName.Eval, canBeOnly: false, signals);
}
