namespace Rossby.Core;

/// <summary>The command line asks for something that does not exist or does not fit together.</summary>
public sealed class UsageException(string message, Exception? inner = null) : RossbyException(message, inner)
{
    /// <inheritdoc/>
    public override int ExitCode => Core.ExitCode.Usage;
}
