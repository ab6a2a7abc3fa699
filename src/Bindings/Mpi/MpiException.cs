using Rossby.Core;

namespace Rossby.Mpi;

/// <summary>A call of MPI failed: the link to another rank is gone, or memory is.</summary>
/// <param name="message">The call and the library's own words.</param>
public sealed class MpiException(string message) : RossbyException(message)
{
    /// <inheritdoc/>
    public override int ExitCode => Core.ExitCode.InputOutput;
}
