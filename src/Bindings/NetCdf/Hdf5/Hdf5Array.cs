using Rossby.Core;
using Rossby.Hdf5;

namespace Rossby.NetCdf;

/// <summary>A dataset with what ties it to its dimensions (HDF5 Dimension Scale Specification; netCDF-4 file format).</summary>
internal sealed class Hdf5Array
{
    const string OfAnotherDimension = "_nc4_non_coord_", DimensionOnly = "This is a netCDF dimension but not a netCDF variable";

    /// <exception cref="DataException">What ties it is damaged.</exception>
    internal Hdf5Array(H5Dataset data)
    {
        Data = data;
        int slash = data.Name.LastIndexOf('/') + 1;
        Group = data.Name[..slash];
        string name = data.Name[slash..];
        Name = Group + (name.StartsWith(OfAnotherDimension, StringComparison.Ordinal) ? name[OfAnotherDimension.Length..] : name);
        Address = data.Address;
        IsScale = data.Shape.Length > 0 && Text("CLASS") == "DIMENSION_SCALE";
        IsDimensionOnly = IsScale && Text("NAME")?.StartsWith(DimensionOnly, StringComparison.Ordinal) == true;
        DimensionId = Numbers("_Netcdf4Dimid") is [var id, ..] ? id : null;
        CoordinateIds = Numbers("_Netcdf4Coordinates") is { } ids && ids.Length == data.Shape.Length ? ids : null;
        if (data.Attributes.Has("DIMENSION_LIST") && data.Attributes.Describe("DIMENSION_LIST").Type == H5ElementType.Other)
            ScaleOfAxis = [.. data.Attributes.GetReferenceLists("DIMENSION_LIST").Select(scales => scales.Length > 0 ? scales[0] : (ulong?)null)];
    }

    internal H5Dataset Data { get; }

    /// <summary>The groups above it, with a slash behind each.</summary>
    internal string Group { get; }

    /// <summary>Its name as netCDF has it.</summary>
    internal string Name { get; }

    /// <summary>What references to it hold.</summary>
    internal ulong Address { get; }

    /// <summary>Whether it names a dimension of its own.</summary>
    internal bool IsScale { get; }

    /// <summary>Whether it stands for a dimension and holds no values.</summary>
    internal bool IsDimensionOnly { get; }

    /// <summary>netCDF's number of the dimension that it names.</summary>
    internal int? DimensionId { get; }

    /// <summary>netCDF's numbers of its dimensions, where netCDF wrote them.</summary>
    internal int[]? CoordinateIds { get; }

    /// <summary>Address of the scale of each axis; null where none is attached.</summary>
    internal ulong?[]? ScaleOfAxis { get; }

    string? Text(string name) =>
        Data.Attributes.Has(name) && Data.Attributes.Describe(name).Type == H5ElementType.Text ? Data.Attributes.GetText(name) : null;

    int[]? Numbers(string name) =>
        Data.Attributes.Has(name) && Data.Attributes.Describe(name).Type is H5ElementType.Int32 or H5ElementType.Int64 ? Data.Attributes.GetNumbers<int>(name) : null;
}
