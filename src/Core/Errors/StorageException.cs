namespace Rossby.Core;

/// <summary>Writing failed: no space, no permission, a device error. Nothing was left under a final name.</summary>
public sealed class StorageException(string message, Exception? inner = null) : RossbyException(message, inner)
{
    /// <inheritdoc/>
    public override int ExitCode => Core.ExitCode.InputOutput;
}
