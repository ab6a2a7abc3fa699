namespace Rossby.Core;

/// <summary>What the process returns: the numbers of sysexits.h where one fits.</summary>
public static class ExitCode
{
    /// <summary>Everything asked for is done.</summary>
    public const int Done = 0;

    /// <summary>Two runs that were compared are not the same, as diff(1) has it.</summary>
    public const int Different = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Input was read and is not what it claims to be (EX_DATAERR).</summary>
    public const int BadData = 65;

    /// <summary>Input does not exist or cannot be opened (EX_NOINPUT).</summary>
    public const int InputMissing = 66;

    /// <summary>A native library or a device is missing (EX_UNAVAILABLE).</summary>
    public const int LibraryMissing = 69;

    /// <summary>Our own mistake (EX_SOFTWARE).</summary>
    public const int InternalError = 70;

    /// <summary>Ranks that must hold the same weights do not (EX_OSERR: a machine cannot be trusted).</summary>
    public const int Diverged = 71;

    /// <summary>Reading or writing failed: no space, no permission, a device error (EX_IOERR).</summary>
    public const int InputOutput = 74;

    /// <summary>Stopped on request with state saved that a later run takes up (EX_TEMPFAIL).</summary>
    public const int Stopped = 75;

    /// <summary>Another rank of the job has died, or was silent or stuck for too long (EX_PROTOCOL: the other end broke off).</summary>
    public const int RankLost = 76;

    /// <summary>The configuration is wrong (EX_CONFIG).</summary>
    public const int BadConfig = 78;

    /// <summary>Interrupted by SIGINT with nothing to save, or a second time.</summary>
    public const int Interrupted = 130;

    /// <summary>Ended by SIGTERM with nothing to save, or a second time.</summary>
    public const int Terminated = 143;
}
