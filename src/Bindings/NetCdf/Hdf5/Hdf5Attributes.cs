using System.Runtime.InteropServices;
using System.Text;
using Rossby.Core;
using Rossby.Hdf5;

namespace Rossby.NetCdf;

/// <summary>The attributes of an HDF5 object as netCDF's, without those by which HDF5 ties arrays to their dimensions.</summary>
internal static class Hdf5Attributes
{
    /// <exception cref="DataException">One is damaged.</exception>
    internal static NetCdfAttributes Of(H5Object owner)
    {
        var attributes = new List<NetCdfAttribute>();
        foreach (string name in owner.Attributes.Names)
            if (!IsPlumbing(name)) attributes.Add(Read(owner.Attributes, name));
        return new NetCdfAttributes(attributes);
    }

    static NetCdfAttribute Read(H5Attributes attributes, string name)
    {
        var (type, _) = attributes.Describe(name);
        return type switch
        {
            H5ElementType.Text => Text(name, attributes.GetTexts(name)),
            H5ElementType.Int8 => Numbers<sbyte>(attributes, name),
            H5ElementType.UInt8 => Numbers<byte>(attributes, name),
            H5ElementType.Int16 => Numbers<short>(attributes, name),
            H5ElementType.UInt16 => Numbers<ushort>(attributes, name),
            H5ElementType.Int32 => Numbers<int>(attributes, name),
            H5ElementType.UInt32 => Numbers<uint>(attributes, name),
            H5ElementType.Int64 => Numbers<long>(attributes, name),
            H5ElementType.UInt64 => Numbers<ulong>(attributes, name),
            H5ElementType.Float64 => Numbers<double>(attributes, name),
            H5ElementType.Other => new NetCdfAttribute(name, NetCdfType.Other, []),
            _ => Numbers<float>(attributes, name),
        };
    }

    static NetCdfAttribute Text(string name, string[] texts) =>
        texts is [var one] ? new NetCdfAttribute(name, NetCdfType.Char, Encoding.UTF8.GetBytes(one)) : new NetCdfAttribute(name, texts);

    static NetCdfAttribute Numbers<T>(H5Attributes attributes, string name) where T : unmanaged =>
        new(name, NetCdfTypes.Of<T>(), MemoryMarshal.AsBytes<T>(attributes.GetNumbers<T>(name)).ToArray());

    static bool IsPlumbing(string name) =>
        name is "CLASS" or "NAME" or "DIMENSION_LIST" or "REFERENCE_LIST" or "DIMENSION_LABELS"
            or "_Netcdf4Dimid" or "_Netcdf4Coordinates" or "_NCProperties" or "_nc3_strict";
}
