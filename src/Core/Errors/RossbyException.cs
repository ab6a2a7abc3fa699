namespace Rossby.Core;

/// <summary>A failure that a person can act on: the message says what is wrong, where, and what to do.</summary>
/// <remarks>Anything else that reaches the top is our bug and ends with <see cref="Core.ExitCode.InternalError"/> and a stack.</remarks>
public abstract class RossbyException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The process's exit code when this ends the program.</summary>
    public abstract int ExitCode { get; }
}
