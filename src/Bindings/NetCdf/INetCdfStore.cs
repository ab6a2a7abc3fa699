namespace Rossby.NetCdf;

/// <summary>What holds the bytes of an open file: a classic file, or HDF5.</summary>
internal interface INetCdfStore : IDisposable
{
    /// <summary>Reads a slab that was checked to lie inside the variable, in the stored type and the machine's byte order.</summary>
    void Read(NetCdfVariable variable, ReadOnlySpan<long> start, ReadOnlySpan<long> count, Span<byte> destination);

    /// <summary>Where a variable's elements begin in the file, when they lie there in one piece and in the machine's byte order; else null.</summary>
    long? OffsetOf(NetCdfVariable variable);

    /// <summary>Reads all of a variable of type <see cref="NetCdfType.String"/>.</summary>
    string[] ReadStrings(NetCdfVariable variable);
}
