using System.CommandLine;
using Rossby.Core;

namespace Rossby.Cli;

/// <summary><c>rossby eval</c>.</summary>
internal static class EvalVerb
{
    public static Command Create(StopSignals signals) =>
        PipelineVerb.Create("eval", "Score the network on the test split, draw maps, write masks and the report.", StageName.Eval, canBeOnly: true, signals);
}
