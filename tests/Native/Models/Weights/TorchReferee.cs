namespace Rossby.Tests.Native;

/// <summary>PyTorch itself, as it writes and reads files; tests that need it skip where python3-torch is absent.</summary>
static class TorchReferee
{
    /// <summary>Runs a program after <c>import torch</c>; arguments are <c>a[0]</c>, <c>a[1]</c>, ...</summary>
    internal static string Run(string program, params string[] arguments) =>
        Referee.Run("import sys, collections, torch\na = sys.argv[1:]\n" + program, arguments);
}
