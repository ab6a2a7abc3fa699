using System.Runtime.InteropServices;
using Rossby.Core;

namespace Rossby.Nccl;

/// <summary>NCCL refused a call, or a communicator failed.</summary>
/// <param name="what">The call.</param>
/// <param name="result">NCCL's number for it (ncclResult_t).</param>
/// <param name="reason">NCCL's own words.</param>
public sealed class NcclException(string what, int result, string reason) : RossbyException($"NCCL: {what}: {reason}")
{
    // ncclInProgress: a communicator that does not block is still at it.
    internal const int Success = 0, InProgress = 7;
    const int RemoteError = 6, Timeout = 8;

    /// <inheritdoc/>
    public override int ExitCode => result is RemoteError or Timeout ? Core.ExitCode.RankLost : Core.ExitCode.InputOutput;

    /// <summary>NCCL's number for it (ncclResult_t).</summary>
    public int Result => result;

    internal static unsafe void Check(int result, string what, nint communicator = 0)
    {
        if (result == Success) return;
        string reason = Marshal.PtrToStringUTF8((nint)Native.ncclGetErrorString(result)) ?? $"error {result}";
        string? last = Marshal.PtrToStringUTF8((nint)Native.ncclGetLastError(communicator));
        throw new NcclException(what, result, string.IsNullOrEmpty(last) ? reason : $"{reason} ({last})");
    }
}
