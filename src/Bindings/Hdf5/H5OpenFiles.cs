using System.Text;

namespace Rossby.Hdf5;

/// <summary>Files that are open in the HDF5 library, by whomever.</summary>
public static unsafe class H5OpenFiles
{
    const uint Files = 0x1, All = 0x1f;

    /// <summary>
    /// Holds a file that another library has open until the process ends, so that its closing there succeeds and writes nothing: for one that cannot be written
    /// any more. Call it within the <c>HdfGate</c>.
    /// </summary>
    /// <param name="path">As it was opened.</param>
    public static void Hold(string path)
    {
        long count = Native.H5Fget_obj_count(All, Files);
        if (count <= 0) return;
        Span<long> files = new long[count];
        fixed (long* p = files) count = Native.H5Fget_obj_ids(All, Files, (nint)count, p);
        foreach (long file in files[..(int)Math.Max(0, count)])
            if (Name(file) == path) _ = Native.H5Iinc_ref(file);
    }

    static string Name(long file)
    {
        Span<byte> name = new byte[Math.Max(0, Native.H5Fget_name(file, null, 0)) + 1];
        fixed (byte* p = name) _ = Native.H5Fget_name(file, p, name.Length);
        return Encoding.UTF8.GetString(name[..^1]);
    }
}
