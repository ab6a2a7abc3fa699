using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Rossby.Core;

namespace Rossby.Nccl;

// NCCL's C API as nccl.h declares it (2.18 and later, where ncclCommSplit came): results are ncclResult_t, counts are of elements.
static unsafe partial class Native
{
    const string Library = "nccl";

#pragma warning disable CA2255 // The resolver must be there before the first native call, and nothing else is sure to run before it.
    [ModuleInitializer]
    internal static void Bind() => LibraryFinder.Bind(typeof(Native).Assembly, Library, NativeLibraries.Nccl);
#pragma warning restore CA2255

    [LibraryImport(Library)]
    internal static partial int ncclGetVersion(out int version);

    [LibraryImport(Library)]
    internal static partial int ncclGetUniqueId(NcclId* id);

    // The id goes by value: its 128 bytes lie on the stack.
    [LibraryImport(Library)]
    internal static partial int ncclCommInitRank(out nint communicator, int ranks, NcclId id, int rank);

    // The config is a pointer; without one the new communicator has the old one's.
    [LibraryImport(Library)]
    internal static partial int ncclCommSplit(nint communicator, int color, int key, out nint result, nint config);

    [LibraryImport(Library)]
    internal static partial int ncclCommDestroy(nint communicator);

    [LibraryImport(Library)]
    internal static partial int ncclCommAbort(nint communicator);

    [LibraryImport(Library)]
    internal static partial int ncclCommGetAsyncError(nint communicator, out int error);

    [LibraryImport(Library)]
    internal static partial int ncclCommCount(nint communicator, out int ranks);

    [LibraryImport(Library)]
    internal static partial int ncclCommUserRank(nint communicator, out int rank);

    [LibraryImport(Library)]
    internal static partial int ncclAllReduce(nint from, nint to, nuint count, int type, int operation, nint communicator, nint stream);

    [LibraryImport(Library)]
    internal static partial int ncclBroadcast(nint from, nint to, nuint count, int type, int root, nint communicator, nint stream);

    [LibraryImport(Library)]
    internal static partial int ncclReduceScatter(nint from, nint to, nuint toCount, int type, int operation, nint communicator, nint stream);

    [LibraryImport(Library)]
    internal static partial int ncclAllGather(nint from, nint to, nuint fromCount, int type, nint communicator, nint stream);

    [LibraryImport(Library)]
    internal static partial int ncclGroupStart();

    [LibraryImport(Library)]
    internal static partial int ncclGroupEnd();

    [LibraryImport(Library)]
    internal static partial byte* ncclGetErrorString(int result);

    [LibraryImport(Library)]
    internal static partial byte* ncclGetLastError(nint communicator);
}
