using System.Runtime.InteropServices;

namespace Rossby.NetCdf;

/// <summary>Lists what libnetcdf finds in an open file, groups and all. Used under the gate.</summary>
internal sealed unsafe class LibraryInventory(INetCdfStore store, string path)
{
    const int EnumerationKind = 15, FirstUserType = 32;

    readonly List<NetCdfDimension> dimensions = [];
    readonly List<NetCdfVariable> variables = [];
    readonly Dictionary<int, NetCdfDimension> dimensionById = [];

    internal NetCdfContents Take(int root)
    {
        Group(root, "");
        return new NetCdfContents(dimensions, variables, Attributes(root, Native.Global, path));
    }

    void Group(int group, string prefix)
    {
        byte* name = stackalloc byte[Native.MaximumName + 1];
        Dimensions(group, prefix);
        int count;
        NetCdfError.Read(Native.nc_inq_varids(group, &count, null), path);
        int[] ids = new int[count];
        fixed (int* p = ids) NetCdfError.Read(Native.nc_inq_varids(group, &count, p), path);
        foreach (int id in ids) variables.Add(Variable(group, id, prefix));

        NetCdfError.Read(Native.nc_inq_grps(group, &count, null), path);
        int[] groups = new int[count];
        fixed (int* p = groups) NetCdfError.Read(Native.nc_inq_grps(group, &count, p), path);
        foreach (int child in groups)
        {
            NetCdfError.Read(Native.nc_inq_grpname(child, name), path);
            Group(child, $"{prefix}{Marshal.PtrToStringUTF8((nint)name)}/");
        }
    }

    void Dimensions(int group, string prefix)
    {
        byte* name = stackalloc byte[Native.MaximumName + 1];
        int count;
        NetCdfError.Read(Native.nc_inq_unlimdims(group, &count, null), path);
        int[] unlimited = new int[count];
        fixed (int* p = unlimited) NetCdfError.Read(Native.nc_inq_unlimdims(group, &count, p), path);
        NetCdfError.Read(Native.nc_inq_dimids(group, &count, null, 0), path);
        int[] ids = new int[count];
        fixed (int* p = ids) NetCdfError.Read(Native.nc_inq_dimids(group, &count, p, 0), path);
        foreach (int id in ids)
        {
            NetCdfError.Read(Native.nc_inq_dim(group, id, name, out nint length), path);
            var dimension = new NetCdfDimension(prefix + Marshal.PtrToStringUTF8((nint)name), length, unlimited.Contains(id));
            dimensions.Add(dimension);
            dimensionById[id] = dimension;
        }
    }

    NetCdfVariable Variable(int group, int id, string prefix)
    {
        byte* buffer = stackalloc byte[Native.MaximumName + 1];
        NetCdfError.Read(Native.nc_inq_varndims(group, id, out int rank), path);
        int[] ids = new int[rank];
        int type;
        fixed (int* p = ids) NetCdfError.Read(Native.nc_inq_var(group, id, buffer, out type, null, p, out _), path);
        string name = prefix + Marshal.PtrToStringUTF8((nint)buffer);
        return new NetCdfVariable(store, path, name, Type(group, type), [.. ids.Select(d => dimensionById[d])], Attributes(group, id, $"{path}: {name}"))
        {
            StoreGroup = group,
            StoreId = id,
        };
    }

    static NetCdfAttributes Attributes(int group, int variable, string where)
    {
        byte* buffer = stackalloc byte[Native.MaximumName + 1];
        int count;
        if (variable == Native.Global) NetCdfError.Read(Native.nc_inq_natts(group, out count), where);
        else NetCdfError.Read(Native.nc_inq_var(group, variable, null, out _, null, null, out count), where);
        var attributes = new List<NetCdfAttribute>(count);
        for (int i = 0; i < count; i++)
        {
            NetCdfError.Read(Native.nc_inq_attname(group, variable, i, buffer), where);
            string name = Marshal.PtrToStringUTF8((nint)buffer)!;
            attributes.Add(Attribute(group, variable, name, $"{where}: attribute {name}"));
        }
        return new NetCdfAttributes(attributes);
    }

    static NetCdfAttribute Attribute(int group, int variable, string name, string where)
    {
        NetCdfError.Read(Native.nc_inq_att(group, variable, name, out int typeId, out nint length), where);
        var type = Type(group, typeId);
        if (type == NetCdfType.String)
        {
            nint[] pointers = new nint[length];
            string[] strings = new string[length];
            fixed (nint* p = pointers)
            {
                if (length > 0) NetCdfError.Read(Native.nc_get_att(group, variable, name, p), where);
                for (int i = 0; i < strings.Length; i++) strings[i] = Marshal.PtrToStringUTF8(pointers[i]) ?? "";
                if (length > 0) _ = Native.nc_free_string(length, (byte**)p);
            }
            return new NetCdfAttribute(name, strings);
        }
        byte[] raw = new byte[length * type.Bytes()];
        fixed (byte* p = raw) if (raw.Length > 0) NetCdfError.Read(Native.nc_get_att(group, variable, name, p), where);
        return new NetCdfAttribute(name, type, raw);
    }

    // An enumeration is read as the integers beneath it; compounds and the like are listed only.
    static NetCdfType Type(int group, int type)
    {
        if (type is >= 1 and <= 12) return (NetCdfType)type;
        if (type < FirstUserType) return NetCdfType.Other;
        int baseType;
        int status = Native.nc_inq_user_type(group, type, null, null, &baseType, null, out int kind);
        return status == 0 && kind == EnumerationKind ? (NetCdfType)baseType : NetCdfType.Other;
    }
}
