namespace Rossby.Core;

/// <summary>A file that was named does not exist or cannot be opened.</summary>
public sealed class InputMissingException(string message, Exception? inner = null) : RossbyException(message, inner)
{
    /// <inheritdoc/>
    public override int ExitCode => Core.ExitCode.InputMissing;
}
