using Rossby.Core;

namespace Rossby.Cli;

/// <summary>How an exception ends the process, and what it says.</summary>
/// <param name="ExitCode">What the process returns.</param>
/// <param name="Message">For standard error, each line marked.</param>
/// <param name="Details">Printed below as it is; our mistakes are shown whole.</param>
internal sealed record Failure(int ExitCode, string Message, string? Details = null)
{
    /// <summary>Reads an exception.</summary>
    public static Failure Of(Exception exception, StopSignals signals) => exception switch
    {
        RossbyException e => new(e.ExitCode, e.Message),
        OperationCanceledException => new(signals.ExitCode, "interrupted; nothing was left half-written"),
        IOException e => new(Core.ExitCode.InputOutput, e.Message),
        _ => new(Core.ExitCode.InternalError,
            $"this is a bug in rossby {Versions.Rossby}; please report it with the text below and your pipeline.json", exception.ToString()),
    };

    /// <summary>Says it on standard error.</summary>
    /// <param name="speaker">Who says it, such as <c>rank 3: </c>; empty where there is one process.</param>
    public void Tell(string speaker = "")
    {
        Terminal.Error(speaker + Message);
        if (Details != null) Terminal.Say(Details);
    }
}
