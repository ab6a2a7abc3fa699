namespace Rossby.Core;

/// <summary>A file is damaged or holds something other than what it claims; the message names the file and the variable.</summary>
public sealed class DataException(string message, Exception? inner = null) : RossbyException(message, inner)
{
    /// <inheritdoc/>
    public override int ExitCode => Core.ExitCode.BadData;
}
