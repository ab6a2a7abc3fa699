using Rossby.Cairo;
using Rossby.Core;
using Rossby.Hdf5;
using Rossby.NetCdf;
using Rossby.Torch;

namespace Rossby.Cli;

/// <summary>Loads every native library that a run's stages use, in the order that they need, and says what was loaded.</summary>
internal static class NativeVersions
{
    /// <summary>Name to version and path.</summary>
    /// <param name="threads">For libtorch.</param>
    /// <param name="sharedCores">Whether other ranks compute on the same cores.</param>
    /// <param name="last">The last stage that is done: packing and staging need no network, and the memory that it would take.</param>
    /// <exception cref="LibraryMissingException">One cannot be loaded.</exception>
    public static IReadOnlyDictionary<string, string> Load(int threads, bool sharedCores, string last)
    {
        LibraryFinder.Load(NativeLibraries.NetCdf);
        var versions = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [NativeLibraries.NetCdf.Name] = Describe(NativeLibraries.NetCdf, NetCdfLibrary.Version),
            [NativeLibraries.Hdf5.Name] = Describe(NativeLibraries.Hdf5, H5Library.Version.ToString()),
            [NativeLibraries.Udunits.Name] = LibraryFinder.Load(NativeLibraries.Udunits).Path,
        };
        if (last is StageName.Ingest or StageName.Stage) return versions;
        // Settings that libtorch reads once, as it loads, come first.
        TorchRuntime.Initialize(threads, sharedCores);
        versions[NativeLibraries.Cairo.Name] = Describe(NativeLibraries.Cairo, CairoLibrary.Version);
        // The finder knows the shim; what computes is the library behind it.
        string torch = LibraryFinder.MappedPath("libtorch_cpu.so") ?? LibraryFinder.Load(NativeLibraries.Torch).Path;
        versions[NativeLibraries.Torch.Name] = $"{TorchInfo.Version} ({torch})";
        if (TorchInfo.BlasPath is { } blas) versions["BLAS"] = blas;
        return versions;
    }

    static string Describe(NativeLibrarySpec library, string version) => $"{version} ({LibraryFinder.Load(library).Path})";
}
