namespace Rossby.NetCdf;

/// <summary>The formats that <see cref="NetCdfWriter"/> writes.</summary>
public enum NetCdfWriteFormat
{
    /// <summary>HDF5 with the classic data model: compression, and readable by every tool that reads netCDF-4.</summary>
    NetCdf4,

    /// <summary>CDF-2: uncompressed, the fastest to read, a variable's record up to 4 GiB; no unsigned or 64-bit integers.</summary>
    Offset64,
}
