namespace Rossby.NetCdf;

/// <summary>The formats that go by the name of netCDF.</summary>
public enum NetCdfFormat
{
    /// <summary>CDF-1, 32-bit offsets.</summary>
    Classic,

    /// <summary>CDF-2, 64-bit offsets.</summary>
    Offset64,

    /// <summary>CDF-5, 64-bit data.</summary>
    Data64,

    /// <summary>HDF5, with netCDF-4's conventions or without.</summary>
    NetCdf4,
}
