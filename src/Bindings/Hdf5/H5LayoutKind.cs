namespace Rossby.Hdf5;

/// <summary>The storage layouts of HDF5; the first four are <c>H5D_layout_t</c>.</summary>
public enum H5LayoutKind
{
    /// <summary>In the object header.</summary>
    Compact = 0,

    /// <summary>One run of bytes.</summary>
    Contiguous = 1,

    /// <summary>In chunks, perhaps filtered.</summary>
    Chunked = 2,

    /// <summary>Pieced together from other datasets.</summary>
    Virtual = 3,

    /// <summary>One run of bytes, in other files.</summary>
    External = 100,
}
