using System.CommandLine;
using Rossby.Core;

namespace Rossby.Cli;

/// <summary><c>rossby ingest</c>.</summary>
internal static class IngestVerb
{
    public static Command Create(StopSignals signals) =>
        PipelineVerb.Create(
            "ingest", "Read the sources, label and split them, and write shards with their manifest.",
            StageName.Ingest, canBeOnly: false, signals);
}
