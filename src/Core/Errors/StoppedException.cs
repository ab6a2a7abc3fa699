namespace Rossby.Core;

/// <summary>Stopped on request; what is done is saved and a later run takes it up.</summary>
public sealed class StoppedException(string message, Exception? inner = null) : RossbyException(message, inner)
{
    /// <inheritdoc/>
    public override int ExitCode => Core.ExitCode.Stopped;
}
