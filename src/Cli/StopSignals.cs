using System.Runtime.InteropServices;
using Rossby.Mpi;

namespace Rossby.Cli;

/// <summary>
/// SIGINT and SIGTERM: the first asks the stage to save and end, a second ends the process at once. SIGUSR1, a batch system's warning of what will follow,
/// asks like the first of them, and takes nothing from their patience.
/// </summary>
public sealed class StopSignals : IDisposable
{
    // .NET names few signals and takes the numbers of all; this is Linux's.
    const PosixSignal Usr1 = (PosixSignal)10;

    readonly CancellationTokenSource source = new();
    readonly List<PosixSignalRegistration> registrations = [];
    bool told;

    /// <summary>Listens from now on.</summary>
    public StopSignals()
    {
        registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, c => OnSignal(c, Core.ExitCode.Interrupted)));
        registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, c => OnSignal(c, Core.ExitCode.Terminated)));
        registrations.Add(PosixSignalRegistration.Create(Usr1, OnWarning));
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
        if (told) Environment.Exit(exitCode);
        told = true;
        Ask(exitCode, "; a second signal ends at once");
    }

    void OnWarning(PosixSignalContext context)
    {
        context.Cancel = true;
        Ask(Core.ExitCode.Terminated, " before the job's time is over");
    }

    void Ask(int exitCode, string remark)
    {
        if (source.IsCancellationRequested) return;
        ExitCode = exitCode;
        if (MpiLauncher.Mine.Rank == 0) Terminal.Say($"rossby: stopping{remark}");
        source.Cancel();
    }
}
