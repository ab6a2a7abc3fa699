namespace Rossby.Core;

/// <summary>A native library or a device cannot be had; the message lists every path tried and how to get it.</summary>
public sealed class LibraryMissingException(string message, Exception? inner = null) : RossbyException(message, inner)
{
    /// <inheritdoc/>
    public override int ExitCode => Core.ExitCode.LibraryMissing;
}
