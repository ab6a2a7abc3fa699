using Rossby.Hdf5;

namespace Rossby.NetCdf;

/// <summary>HDF5's element types as netCDF's, as libnetcdf has them; it has no halves, which are widened on reading.</summary>
internal static class Hdf5Types
{
    internal static NetCdfType Of(H5ElementType type, int bytes, bool isVariableText) => type switch
    {
        H5ElementType.Int8 => NetCdfType.Byte,
        H5ElementType.UInt8 => NetCdfType.UByte,
        H5ElementType.Int16 => NetCdfType.Short,
        H5ElementType.UInt16 => NetCdfType.UShort,
        H5ElementType.Int32 => NetCdfType.Int,
        H5ElementType.UInt32 => NetCdfType.UInt,
        H5ElementType.Int64 => NetCdfType.Int64,
        H5ElementType.UInt64 => NetCdfType.UInt64,
        H5ElementType.Float32 or H5ElementType.Float16 or H5ElementType.BFloat16 => NetCdfType.Float,
        H5ElementType.Float64 => NetCdfType.Double,
        H5ElementType.Text when bytes == 1 && !isVariableText => NetCdfType.Char,
        H5ElementType.Text => NetCdfType.String,
        _ => NetCdfType.Other,
    };
}
