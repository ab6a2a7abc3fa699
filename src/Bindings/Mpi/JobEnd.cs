namespace Rossby.Mpi;

/// <summary>How the ranks of a job ended together.</summary>
/// <param name="ExitCode">The highest of their exit codes.</param>
/// <param name="FirstToFail">The lowest rank with an exit code other than 0; null when there is none.</param>
public readonly record struct JobEnd(int ExitCode, int? FirstToFail);
