using System.Runtime.InteropServices;
using Rossby.Mpi;

namespace Rossby.Cli;

/// <summary>SIGINT and SIGTERM: the first asks the stage to save and end, a second ends the process at once.</summary>
public sealed class StopSignals : IDisposable
{
    readonly CancellationTokenSource source = new();
    readonly List<PosixSignalRegistration> registrations = [];

    /// <summary>Listens from now on.</summary>
    public StopSignals()
    {
        registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, c => OnSignal(c, Core.ExitCode.Interrupted)));
        registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, c => OnSignal(c, Core.ExitCode.Terminated)));
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>What the process returns when the signal found nothing to save.</summary>
    public int ExitCode { get; private set; } = Core.ExitCode.Interrupted;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
        source.Dispose();
    }

    void OnSignal(PosixSignalContext context, int exitCode)
    {
        context.Cancel = true;
        if (source.IsCancellationRequested) Environment.Exit(exitCode);
        ExitCode = exitCode;
        if (MpiLauncher.Mine.Rank == 0) Terminal.Say("rossby: stopping; a second signal ends at once");
        source.Cancel();
    }
}
