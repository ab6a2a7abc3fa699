namespace Rossby.Hdf5;

/// <summary>Property lists with what makes equal content equal bytes: no object times, fixed format versions. Call under the gate.</summary>
internal static class H5Properties
{
    const int WeakClose = 1, StrongClose = 3, Version18 = 1, AllocateEarly = 1, FillNever = 1, ContiguousLayout = 1;

    /// <summary>For reading: weak closing, as netCDF has it, since the two must agree to open one file together.</summary>
    internal static H5Id ReadAccess(string where)
    {
        var list = Create("H5P_CLS_FILE_ACCESS_ID_g", where);
        H5Error.Write(Native.H5Pset_fclose_degree(list.Value, WeakClose), where);
        return list;
    }

    /// <summary>For writing: closing the file closes all in it, so that a commit finds it whole.</summary>
    internal static H5Id WriteAccess(string where, long alignment)
    {
        var list = Create("H5P_CLS_FILE_ACCESS_ID_g", where);
        H5Error.Write(Native.H5Pset_fclose_degree(list.Value, StrongClose), where);
        // The 1.8 format on any library: every HDF5 since 2008 reads it, and its metadata carries checksums.
        H5Error.Write(Native.H5Pset_libver_bounds(list.Value, Version18, Version18), where);
        if (alignment > 1) H5Error.Write(Native.H5Pset_alignment(list.Value, (ulong)alignment, (ulong)alignment), where);
        return list;
    }

    internal static H5Id FileWithoutTimes(string where) => WithoutTimes("H5P_CLS_FILE_CREATE_ID_g", where);

    internal static H5Id GroupWithoutTimes(string where) => WithoutTimes("H5P_CLS_GROUP_CREATE_ID_g", where);

    internal static H5Id Contiguous(string where)
    {
        var list = WithoutTimes("H5P_CLS_DATASET_CREATE_ID_g", where);
        H5Error.Write(Native.H5Pset_layout(list.Value, ContiguousLayout), where);
        H5Error.Write(Native.H5Pset_alloc_time(list.Value, AllocateEarly), where);
        H5Error.Write(Native.H5Pset_fill_time(list.Value, FillNever), where);
        return list;
    }

    internal static unsafe H5Id Deflated(ReadOnlySpan<long> chunk, bool shuffle, int level, string where)
    {
        var list = WithoutTimes("H5P_CLS_DATASET_CREATE_ID_g", where);
        fixed (long* p = chunk) H5Error.Write(Native.H5Pset_chunk(list.Value, chunk.Length, (ulong*)p), where);
        H5Error.Write(Native.H5Pset_fill_time(list.Value, FillNever), where);
        if (shuffle) H5Error.Write(Native.H5Pset_shuffle(list.Value), where);
        H5Error.Write(Native.H5Pset_deflate(list.Value, (uint)level), where);
        return list;
    }

    static H5Id WithoutTimes(string propertyClass, string where)
    {
        var list = Create(propertyClass, where);
        H5Error.Write(Native.H5Pset_obj_track_times(list.Value, 0), where);
        return list;
    }

    static H5Id Create(string propertyClass, string where) => new(H5Error.Write(Native.H5Pcreate(Native.Predefined(propertyClass)), where));
}
