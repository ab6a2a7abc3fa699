using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rossby.Mpi;

/// <summary>
/// The C API of MPI, as far as it is used here. Every handle is <c>nint</c>: MPICH, whose handles are 32 bits, reads and writes the lower half, so what
/// it returns into must have been zero. Only the communication thread calls.
/// </summary>
internal static unsafe partial class Native
{
    const string Name = "mpi";

    /// <summary>The library that the calls go to.</summary>
    internal static nint Library { get; set; }

#pragma warning disable CA2255 // The resolver must stand before the first call, whoever makes it.
    [ModuleInitializer]
    internal static void Bind() => NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, (name, _, _) => name == Name ? Library : 0);
#pragma warning restore CA2255

    [LibraryImport(Name)]
    internal static partial int MPI_Get_library_version(byte* text, out int length);

    [LibraryImport(Name)]
    internal static partial int MPI_Init_thread(int* argc, byte*** argv, int required, out int provided);

    [LibraryImport(Name)]
    internal static partial int MPI_Finalize();

    [LibraryImport(Name)]
    internal static partial int MPI_Abort(nint communicator, int code);

    [LibraryImport(Name)]
    internal static partial int MPI_Error_string(int code, byte* text, out int length);

    [LibraryImport(Name)]
    internal static partial int MPI_Get_processor_name(byte* text, out int length);

    [LibraryImport(Name)]
    internal static partial int MPI_Comm_set_errhandler(nint communicator, nint handler);

    [LibraryImport(Name)]
    internal static partial int MPI_Comm_rank(nint communicator, out int rank);

    [LibraryImport(Name)]
    internal static partial int MPI_Comm_size(nint communicator, out int size);

    [LibraryImport(Name)]
    internal static partial int MPI_Comm_dup(nint communicator, ref nint result);

    [LibraryImport(Name)]
    internal static partial int MPI_Comm_split(nint communicator, int color, int key, ref nint result);

    [LibraryImport(Name)]
    internal static partial int MPI_Comm_split_type(nint communicator, int type, int key, nint info, ref nint result);

    [LibraryImport(Name)]
    internal static partial int MPI_Comm_free(ref nint communicator);

    [LibraryImport(Name)]
    internal static partial int MPI_Allgather(void* from, int count, nint type, void* into, int intoCount, nint intoType, nint communicator);

    [LibraryImport(Name)]
    internal static partial int MPI_Allreduce(nint from, void* into, int count, nint type, nint operation, nint communicator);

    [LibraryImport(Name)]
    internal static partial int MPI_Ibarrier(nint communicator, ref nint request);

    [LibraryImport(Name)]
    internal static partial int MPI_Ibcast(void* values, int count, nint type, int root, nint communicator, ref nint request);

    [LibraryImport(Name)]
    internal static partial int MPI_Iallreduce(nint from, void* into, int count, nint type, nint operation, nint communicator, ref nint request);

    [LibraryImport(Name)]
    internal static partial int MPI_Isend(void* from, int count, nint type, int peer, int tag, nint communicator, ref nint request);

    [LibraryImport(Name)]
    internal static partial int MPI_Irecv(void* into, int count, nint type, int peer, int tag, nint communicator, ref nint request);

    [LibraryImport(Name)]
    internal static partial int MPI_Test(ref nint request, out int done, nint status);

    [LibraryImport(Name)]
    internal static partial int MPI_Op_create(delegate* unmanaged[Cdecl]<void*, void*, int*, void*, void> function, int commutes, ref nint operation);
}
