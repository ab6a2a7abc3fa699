using System.CommandLine;

namespace Rossby.Cli;

/// <summary><c>rossby model</c>: networks and their weights, apart from any run.</summary>
internal static class ModelVerb
{
    public static Command Create() => new("model", "Describe a network, or bring weights in from PyTorch and out to it.")
    {
        ModelDescribeVerb.Create(),
        ModelImportVerb.Create(),
        ModelExportVerb.Create(),
    };
}
