using Rossby.Core;

namespace Rossby.Mpi;

/// <summary>What is known of each family.</summary>
internal static class MpiFamilies
{
    const string Variable = "ROSSBY_LIB_MPI";

    static readonly NativeLibrarySpec Mpich = new(
        "MPICH", Variable, ["libmpich.so.12", "libmpi.so.12", "libmpi_cray.so.12", "libmpi_gnu_112.so.12", "libmpi_gnu_123.so.12", "libmpi_gnu_91.so.12"], "mpich");

    // Not libmpi.so: which of the two families that is, the distribution's alternatives decide.
    static readonly NativeLibrarySpec OpenMpi = new("Open MPI", Variable, ["libmpi.so.40", "libmpi.so.80"], "openmpi-bin");

    /// <summary>Its name as people write it.</summary>
    public static string Name(this MpiFamily family) => family == MpiFamily.Mpich ? "MPICH" : "Open MPI";

    /// <summary>Where its library may lie.</summary>
    public static NativeLibrarySpec Spec(this MpiFamily family) => family == MpiFamily.Mpich ? Mpich : OpenMpi;

    /// <summary>A library at a path that the user gave.</summary>
    public static NativeLibrarySpec SpecOf(string path) => new("MPI", Variable, [path], "mpich");

    /// <summary>The family by what the library says of itself (MPI_Get_library_version).</summary>
    public static MpiFamily OfVersion(string version) => version.Contains("Open MPI", StringComparison.Ordinal) ? MpiFamily.OpenMpi : MpiFamily.Mpich;
}
