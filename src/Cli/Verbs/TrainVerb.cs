using System.CommandLine;
using Rossby.Core;

namespace Rossby.Cli;

/// <summary><c>rossby train</c>.</summary>
internal static class TrainVerb
{
    public static Command Create(StopSignals signals) =>
        PipelineVerb.Create("train", "Train the network, or go on where an interrupted training stopped.", StageName.Train, canBeOnly: true, signals);
}
