namespace Rossby.Core;

/// <summary>A file that was named does not exist or cannot be opened.</summary>
public sealed class InputMissingException(string message, Exception? inner = null) : RossbyException(message, inner)
{
    /// <summary>The setting that names it, such as <c>$.ingest.source.paths[0]</c>; null where it is not known to come from a config.</summary>
    public string? Setting { get; init; }

    /// <inheritdoc/>
    public override int ExitCode => Core.ExitCode.InputMissing;
}
