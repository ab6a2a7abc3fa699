namespace Rossby.NetCdf;

/// <summary>A dimension.</summary>
/// <param name="Name">Its name; that of a netCDF-4 group's has the group before it, <c>group/name</c>.</param>
/// <param name="Length">Its length now.</param>
/// <param name="IsUnlimited">Whether it can grow.</param>
public sealed record NetCdfDimension(string Name, long Length, bool IsUnlimited);
