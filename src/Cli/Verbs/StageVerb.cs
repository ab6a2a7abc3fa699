using System.CommandLine;
using Rossby.Core;

namespace Rossby.Cli;

/// <summary><c>rossby stage</c>.</summary>
internal static class StageVerb
{
    public static Command Create(StopSignals signals) =>
        PipelineVerb.Create("stage", "Copy the shards to this node's own disk, checking every block.", StageName.Stage, canBeOnly: true, signals);
}
