using Rossby.Core;

namespace Rossby.Hdf5;

/// <summary>Filters of chunks, by the numbers that The HDF Group registers (support.hdfgroup.org, registered filter plugins).</summary>
public static class H5Filters
{
    /// <summary>What a filter is called.</summary>
    public static string Name(int filter) => filter switch
    {
        1 => "deflate",
        2 => "shuffle",
        3 => "fletcher32",
        4 => "szip",
        5 => "nbit",
        6 => "scaleoffset",
        305 => "lzo",
        307 => "bzip2",
        32000 => "lzf",
        32001 => "blosc",
        32004 => "lz4",
        32008 => "bitshuffle",
        32013 => "zfp",
        32015 => "zstd",
        32017 => "sz",
        32022 => "bitgroom",
        32023 => "granular bitround",
        32024 => "sz3",
        32026 => "blosc2",
        _ => "unknown filter",
    };

    /// <summary>Whether the library has it, built in or as a plugin.</summary>
    public static bool IsAvailable(int filter)
    {
        using var gate = HdfGate.Enter();
        int found = Native.H5Zfilter_avail(filter);
        if (found < 0) _ = H5Error.Take();
        return found > 0;
    }
}
