using System.Runtime.InteropServices;

namespace Rossby.Cairo;

/// <summary>Turns cairo's sticky status into an exception. No input of a user's leads here: it is a mistake of ours.</summary>
internal static unsafe class CairoError
{
    internal static void Require(int status, string what)
    {
        if (status != 0) throw new InvalidOperationException($"cairo: {what}: {Marshal.PtrToStringUTF8((nint)Native.cairo_status_to_string(status))}");
    }
}
