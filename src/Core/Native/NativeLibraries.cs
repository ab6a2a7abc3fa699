namespace Rossby.Core;

/// <summary>Every native library that Rossby may load, by the names that Debian and other sites give it.</summary>
public static class NativeLibraries
{
    /// <summary>netCDF-C 4.x.</summary>
    public static readonly NativeLibrarySpec NetCdf = new("netCDF", "ROSSBY_LIB_NETCDF", ["libnetcdf.so.22", "libnetcdf.so.19", "libnetcdf.so"], "libnetcdf19");

    /// <summary>HDF5 1.10 or later; the copy that netCDF mapped, where netCDF is there.</summary>
    public static readonly NativeLibrarySpec Hdf5 = new("HDF5", "ROSSBY_LIB_HDF5",
        ["libhdf5_serial.so.310", "libhdf5_serial.so.103", "libhdf5.so.310", "libhdf5.so.200", "libhdf5.so.103", "libhdf5.so"], "libhdf5-103-1")
    {
        MappedPrefix = "libhdf5",
        After = NetCdf,
    };

    /// <summary>cairo 1.16 or later, for pictures.</summary>
    public static readonly NativeLibrarySpec Cairo = new("cairo", "ROSSBY_LIB_CAIRO", ["libcairo.so.2"], "libcairo2 fonts-dejavu-core");

    /// <summary>UDUNITS-2: units of measurement.</summary>
    public static readonly NativeLibrarySpec Udunits = new("udunits", "ROSSBY_LIB_UDUNITS", ["libudunits2.so.0", "libudunits2.so"], "libudunits2-0");

    /// <summary>The C++ shim over libtorch, built by src/Bindings/Torch; it brings libtorch with it.</summary>
    public static readonly NativeLibrarySpec Torch = new("libtorch", "ROSSBY_LIB_TORCH", ["librossby_torch.so"], "libtorch-dev libopenblas0-openmp");

    /// <summary>NCCL 2.18 or later, by which GPUs exchange gradients; <c>doctor</c> does not look for it, since most machines have no use for it.</summary>
    public static readonly NativeLibrarySpec Nccl = new("NCCL", "ROSSBY_LIB_NCCL", ["libnccl.so.2"], "libnccl2");

    /// <summary>In the order in which <c>doctor</c> shows them.</summary>
    public static IReadOnlyList<NativeLibrarySpec> All { get; } = [Torch, Hdf5, NetCdf, Udunits, Cairo];
}
