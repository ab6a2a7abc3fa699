using System.Runtime.InteropServices;
using Rossby.Core;

namespace Rossby.NetCdf;

/// <summary>Reads netCDF-4 through libnetcdf, every call behind the gate.</summary>
internal sealed unsafe class LibraryStore : SafeHandle, INetCdfStore
{
    LibraryStore(int id) : base(-1, ownsHandle: true) => SetHandle(id);

    public override bool IsInvalid => handle < 0;

    internal static NetCdfFile Open(string path)
    {
        using var gate = HdfGate.Enter();
        NetCdfError.Read(Native.nc_open(path, 0, out int id), path);
        var store = new LibraryStore(id);
        try
        {
            return new NetCdfFile(path, NetCdfFormat.NetCdf4, store, new LibraryInventory(store, path).Take(id));
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    public void Read(NetCdfVariable variable, ReadOnlySpan<long> start, ReadOnlySpan<long> count, Span<byte> destination)
    {
        using var gate = HdfGate.Enter();
        ObjectDisposedException.ThrowIf(IsClosed, this);
        fixed (long* s = start)
        fixed (long* c = count)
        fixed (byte* p = destination)
            NetCdfError.Read(Native.nc_get_vara(variable.StoreGroup, variable.StoreId, (nint*)s, (nint*)c, p), variable.Where);
    }

    public string[] ReadStrings(NetCdfVariable variable, ReadOnlySpan<long> start, ReadOnlySpan<long> count)
    {
        long length = 1;
        foreach (long extent in count) length *= extent;
        nint[] pointers = new nint[length];
        using var gate = HdfGate.Enter();
        ObjectDisposedException.ThrowIf(IsClosed, this);
        fixed (long* s = start)
        fixed (long* c = count)
        fixed (nint* p = pointers)
        {
            NetCdfError.Read(Native.nc_get_vara(variable.StoreGroup, variable.StoreId, (nint*)s, (nint*)c, p), variable.Where);
            string[] strings = [.. pointers.Select(pointer => Marshal.PtrToStringUTF8(pointer) ?? "")];
            _ = Native.nc_free_string(pointers.Length, (byte**)p);
            return strings;
        }
    }

    protected override bool ReleaseHandle()
    {
        using var gate = HdfGate.Enter();
        return Native.nc_close((int)handle) == 0;
    }
}
