using System.Text;
using Rossby.Core;

namespace Rossby.NetCdf;

/// <summary>A format that comes in netCDF's place, told by how a file begins.</summary>
/// <param name="Name">What the file is.</param>
/// <param name="Start">Its first bytes, behind white space in texts, in any case of letters.</param>
/// <param name="ToDo">What makes netCDF of it: path of the file and of one to be written, as words of a shell.</param>
/// <param name="Offset">Where those bytes stand.</param>
internal sealed record OtherFormat(string Name, byte[] Start, Func<string, string, string> ToDo, int Offset = 0)
{
    /// <summary>Bytes of a file that tell its format.</summary>
    internal const int StartBytes = 512;

    static readonly OtherFormat[] All =
    [
        new("GRIB", "GRIB"u8.ToArray(), (file, made) => $"convert it: cdo -f nc4 copy {file} {made}, or with ecCodes grib_to_netcdf -o {made} {file}"),
        new("BUFR", "BUFR"u8.ToArray(), (_, _) => "it holds observations, not fields"),
        new("HDF4", [0x0e, 0x03, 0x13, 0x01], (file, made) => $"convert it: h4tonccf_nc4 {file} {made} (hdfeos.org)"),
        new("compressed by gzip", [0x1f, 0x8b], (file, made) => $"gunzip -c {file} > {made}"),
        new("compressed by compress", [0x1f, 0x9d], (file, made) => $"gunzip -c {file} > {made}"),
        new("compressed by bzip2", "BZh"u8.ToArray(), (file, made) => $"bunzip2 -c {file} > {made}"),
        new("compressed by xz", [0xfd, .. "7zXZ"u8], (file, made) => $"unxz -c {file} > {made}"),
        new("compressed by Zstandard", [0x28, 0xb5, 0x2f, 0xfd], (file, made) => $"unzstd -c {file} > {made}"),
        new("a zip archive", [.. "PK"u8, 3, 4], (file, _) => $"take out what it holds: unzip {file}"),
        new("a tar archive", "ustar"u8.ToArray(), (file, _) => $"take out what it holds: tar -xf {file}", Offset: 257),
        new("the text form of netCDF", "netcdf "u8.ToArray(), (file, made) => $"ncgen -4 -o {made} {file}"),
        new("a pointer of Git LFS to a file that was not fetched", "version https://git-lfs"u8.ToArray(), (_, _) => "fetch it: git lfs pull, in its folder"),
        new("a pointer of git-annex to a file that was not fetched", "/annex/objects/"u8.ToArray(), (file, _) => $"fetch it: git annex get {file}, in its folder"),
        new("a web page", "<!doctype html"u8.ToArray(), Answered),
        new("a web page", "<html"u8.ToArray(), Answered),
        new("XML", "<?xml"u8.ToArray(), Answered),
        new("JSON", "{"u8.ToArray(), Answered),
        new("an answer of OPeNDAP", "dataset {"u8.ToArray(), (_, _) => "ask the server for netCDF (.nc4 or .nc behind the address)"),
        new("an array of NumPy", [0x93, .. "NUMPY"u8], (_, _) => "it has no coordinates; write it with them by xarray's to_netcdf"),
        new("TIFF", "II*\0"u8.ToArray(), Translated),
        new("TIFF", "MM\0*"u8.ToArray(), Translated),
        new("a file whose first bytes are zero", new byte[16], (_, _) => "a transfer that failed or has not ended leaves such files; fetch it again"),
    ];

    /// <summary>What a file is in place of netCDF and what to do about it; null where its beginning does not tell.</summary>
    /// <param name="path">The file.</param>
    /// <param name="start">Its first <see cref="StartBytes"/>, or all of it.</param>
    internal static string? Describe(string path, ReadOnlySpan<byte> start)
    {
        foreach (var format in All)
        {
            if (format.IsOf(start)) return $"{format.Name}; {format.ToDo(ShellWord.Of(path), ShellWord.Of(Made(path)))}";
        }
        return null;
    }

    bool IsOf(ReadOnlySpan<byte> start)
    {
        if (start.Length < Offset) return false;
        var there = start[Offset..];
        if (there.StartsWith(Start)) return true;
        var text = there.TrimStart(" \t\r\n"u8);
        return Ascii.IsValid(Start) && text.Length >= Start.Length && Ascii.EqualsIgnoreCase(text[..Start.Length], Start);
    }

    // a.nc.gz gives a.nc, which must not be the file itself.
    static string Made(string path)
    {
        string stem = Path.ChangeExtension(path, null);
        return Path.GetExtension(stem) is ".nc" or ".nc4" or ".h5" ? stem : $"{stem}{(Path.GetExtension(path) == ".nc" ? "_netcdf" : "")}.nc";
    }

    static string Answered(string file, string made) => $"servers send such in place of a file: read it (head {file}), log in where it asks for that, and fetch the file again";

    static string Translated(string file, string made) => $"convert it: gdal_translate -of netCDF {file} {made}";
}
