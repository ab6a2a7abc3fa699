using Rossby.Core;

namespace Rossby.Cli;

/// <summary>Rank 0, which decides for all, has failed and said why.</summary>
/// <param name="exitCode">Its exit code.</param>
internal sealed class LeadFailedException(int exitCode) : RossbyException("rank 0 has failed")
{
    /// <inheritdoc/>
    public override int ExitCode => exitCode;
}
