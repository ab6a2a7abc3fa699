using System.Runtime.InteropServices;
using Rossby.Core;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Native;

/// <summary>A library with NCCL's C API whose ranks are threads (in_memory.c), compiled once a process and found in NCCL's place.</summary>
static unsafe class NcclInMemory
{
    /// <summary>Of tests that ask the library, or have it fail: one at a time.</summary>
    public const string Collection = "nccl";

    static readonly Lazy<nint> library = new(Load);

    /// <summary>The library.</summary>
    public static nint Library => library.Value;

    /// <summary>Communicators that are neither destroyed nor aborted.</summary>
    public static int Alive => Ask("in_memory_alive");

    /// <summary>Calls of ranks so far.</summary>
    public static long Calls => ((delegate* unmanaged<long>)NativeLibrary.GetExport(Library, "in_memory_calls"))();

    /// <summary>From now on a communicator that is asked says that a call has failed; 0 for none.</summary>
    public static void Fail(int result) => ((delegate* unmanaged<int, void>)NativeLibrary.GetExport(Library, "in_memory_fail"))(result);

    /// <summary>What a function without arguments says.</summary>
    public static int Ask(string name) => ((delegate* unmanaged<int>)NativeLibrary.GetExport(Library, name))();

    static nint Load()
    {
        string compiled = Path.Combine(AppContext.BaseDirectory, $"libnccl-in-memory-{Environment.ProcessId}.so");
        var made = Command.Run("gcc", ["-shared", "-fPIC", "-O1", RepositoryRoot.In("tests", "Native", "Nccl", "in_memory.c"), "-o", compiled, "-lpthread"]);
        Assert.True(made.ExitCode == 0, made.ToString());
        Environment.SetEnvironmentVariable(NativeLibraries.Nccl.EnvironmentVariable, compiled);
        nint handle = LibraryFinder.Load(NativeLibraries.Nccl).Handle;
        File.Delete(compiled);
        return handle;
    }
}
