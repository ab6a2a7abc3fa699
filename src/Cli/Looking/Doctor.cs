using Rossby.Cairo;
using Rossby.Core;
using Rossby.Eval;
using Rossby.Hdf5;
using Rossby.Mpi;
using Rossby.NetCdf;
using Rossby.Torch;
using Rossby.Udunits;

namespace Rossby.Cli;

/// <summary>Looks at the machine as a run would meet it.</summary>
internal static class Doctor
{
    /// <summary>Everything, in the order in which it is shown.</summary>
    public static IReadOnlyList<DoctorFinding> Look() =>
    [
        new("rossby", $"{Versions.Rossby} in {AppContext.BaseDirectory}"),
        new("machine", FormattableString.Invariant(
            $"{Machine.CpuModel}; {Machine.CpuFeatures}; {Environment.ProcessorCount} cores for this process; {Machine.MemoryGiB:0.#} GiB")),
        new("system", $"{Machine.OperatingSystem}; .NET {Environment.Version}"),
        // netCDF before HDF5, so that both use one libhdf5; libtorch last, since it takes the longest.
        Library(NativeLibraries.NetCdf, path => $"{NetCdfLibrary.Version}, {path}"),
        Library(NativeLibraries.Hdf5, path =>
            $"{H5Library.Version}, {path}; {(H5Library.IsThreadSafe ? "built thread-safe" : "not built thread-safe (calls are serialised anyway)")}"),
        Library(NativeLibraries.Udunits, DescribeUdunits),
        Library(NativeLibraries.Cairo, path => $"{CairoLibrary.Version}, {path}"),
        Library(NativeLibraries.Torch, DescribeTorch),
        Coastlines(),
        Mpi(),
        new("NCCL", "comes with a later version", DoctorState.Later),
    ];

    static DoctorFinding Library(NativeLibrarySpec library, Func<string, string> describe)
    {
        try
        {
            return new DoctorFinding(library.Name, describe(LibraryFinder.Load(library).Path));
        }
        catch (RossbyException e)
        {
            return new DoctorFinding(library.Name, e.Message, DoctorState.Missing);
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException or TypeInitializationException)
        {
            string text = $"loads, but is not what it should be: {e.Message}\nSet {library.EnvironmentVariable} to the full path of another.";
            return new DoctorFinding(library.Name, text, DoctorState.Missing);
        }
    }

    // It has no version to ask for; that it finds its database is what matters.
    static string DescribeUdunits(string path) =>
        UnitSystem.Convert("hPa", "Pa") is { Scale: 100, Offset: 0 } ? path : throw new LibraryMissingException($"{path}: does not know that 1 hPa is 100 Pa");

    static string DescribeTorch(string shim)
    {
        TorchRuntime.Initialize(Environment.ProcessorCount, sharedCores: false);
        string core = LibraryFinder.MappedPath("libtorch_cpu.so") ?? "libtorch_cpu.so";
        string abi = TorchInfo.BuildConfiguration.Contains("_GLIBCXX_USE_CXX11_ABI=0", StringComparison.Ordinal) ? "pre-C++11 ABI" : "C++11 ABI";
        string cuda = TorchInfo.CudaDevices switch
        {
            0 => "no CUDA device (CPU build, or none in this machine)",
            1 => "1 CUDA device",
            var n => $"{n} CUDA devices",
        };
        return $"{TorchInfo.Version}, {core}; {abi}\n"
            + $"shim {shim}\n"
            + $"{TorchThreads.IntraOp} threads in an operation, {TorchThreads.InterOp} operation at a time; OpenMP {TorchInfo.OpenMpVersion}\n"
            + $"kernels {TorchInfo.CpuCapability}, oneDNN {TorchInfo.OneDnnVersion}; BLAS {Blas()}\n"
            + cuda;
    }

    // The reference BLAS works and is 20 times slower: the commonest reason for a slow run on Debian.
    static string Blas() => TorchInfo.BlasPath switch
    {
        null => "none mapped by a known name",
        var path when path.Contains("openblas", StringComparison.Ordinal) || path.Contains("mkl", StringComparison.Ordinal) => path,
        var path => $"{path} (slow: apt-get install libopenblas0-openmp)",
    };

    // A family's library says which it is before MPI_Init; only one of them can be in a process.
    static DoctorFinding Mpi()
    {
        var found = Enum.GetValues<MpiFamily>().Where(f => MpiJob.IsInstalled(f)).Select(f => f == MpiFamily.Mpich ? "MPICH" : "Open MPI").ToList();
        return found.Count > 0
            ? new DoctorFinding("MPI", string.Join(" and ", found))
            : new DoctorFinding("MPI", "none is installed; rossby runs as one process (Debian: apt-get install mpich)", DoctorState.Optional);
    }

    static DoctorFinding Coastlines()
    {
        try
        {
            return CoastlineFinder.Find(out string reason) is not null
                ? new DoctorFinding("coastline", "GSHHG, low resolution")
                : new DoctorFinding("coastline", $"{reason.Split('\n')[0]} Maps are drawn without.", DoctorState.Optional);
        }
        catch (LibraryMissingException)
        {
            return new DoctorFinding("coastline", "cannot be read without netCDF. Maps are drawn without.", DoctorState.Optional);
        }
    }
}
