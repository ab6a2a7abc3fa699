namespace Rossby.Nccl;

/// <summary>What the ranks of a communicator find each other by: one rank makes it, and hands its bytes to all.</summary>
public unsafe struct NcclId
{
    /// <summary>How many bytes it has.</summary>
    public const int Length = 128;

    fixed byte bytes[Length];

    /// <summary>A new one; the rank that makes it waits for the others from now on.</summary>
    /// <exception cref="NcclException">NCCL found no interface to be reached by.</exception>
    public static NcclId New()
    {
        NcclId id = default;
        NcclException.Check(Native.ncclGetUniqueId(&id), "a new id");
        return id;
    }

    /// <summary>From the bytes that another rank's has.</summary>
    public static NcclId From(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length) throw new ArgumentException($"An id has {Length} bytes, not {bytes.Length}.", nameof(bytes));
        NcclId id = default;
        bytes.CopyTo(new Span<byte>(id.bytes, Length));
        return id;
    }

    /// <summary>Its bytes.</summary>
    public readonly byte[] ToBytes()
    {
        fixed (byte* all = bytes) return new ReadOnlySpan<byte>(all, Length).ToArray();
    }
}
