using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rossby.Hdf5;

internal static unsafe partial class Native
{
    /// <summary><c>H5E_error2_t</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct ErrorRecord
    {
        internal long Class, Major, Minor;
        internal uint Line;
        internal byte* Function, File, Description;
    }

    [LibraryImport(Library)]
    internal static partial int H5Ewalk2(long stack, int direction, delegate* unmanaged[Cdecl]<uint, ErrorRecord*, void*, int> visit, void* data);

    [LibraryImport(Library)]
    internal static partial int H5Eclear2(long stack);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static int CollectError(uint depth, ErrorRecord* record, void* list)
    {
        var lines = (List<string>)GCHandle.FromIntPtr((nint)list).Target!;
        lines.Add($"{Marshal.PtrToStringUTF8((nint)record->Function)}: {Marshal.PtrToStringUTF8((nint)record->Description)}");
        return 0;
    }
}
