using System.CommandLine;
using Rossby.Core;

namespace Rossby.Cli;

/// <summary>What the verbs of <c>rossby model</c> have in common.</summary>
internal static class ModelArguments
{
    /// <summary>The network's name as an argument.</summary>
    public static Argument<string> Architecture() => new("ARCHITECTURE") { Description = string.Join(", ", ModelSection.Architectures) };

    /// <summary>Changes of the network's defaults.</summary>
    public static Option<string[]> Set() => new("--set")
    {
        Description = "Change one value of the network's section, such as --set decoder=bilinear; may be given again",
        HelpName = "NAME=VALUE",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };
}
