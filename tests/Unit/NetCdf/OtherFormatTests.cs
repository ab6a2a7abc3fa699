using System.Formats.Tar;
using System.IO.Compression;
using Rossby.Core;
using Rossby.NetCdf;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Unit.NetCdf;

/// <summary>What comes in netCDF's place is told by how it begins, with a command that stands as a shell takes it.</summary>
public sealed class OtherFormatTests
{
    static readonly byte[] Classic = [.. "CDF\u0001"u8, .. new byte[28]];

    public static TheoryData<string, byte[], string> Kinds => new()
    {
        { "a.grb2", [.. "GRIB\0\0\0\u0002"u8, .. new byte[99]], "GRIB; convert it: cdo -f nc4 copy FOLDER/a.grb2 FOLDER/a.nc, or with ecCodes grib_to_netcdf -o FOLDER/a.nc FOLDER/a.grb2" },
        { "it's new.grib", [.. "GRIB\0\0\0\u0001"u8, .. new byte[99]], "cdo -f nc4 copy 'FOLDER/it'\\''s new.grib' 'FOLDER/it'\\''s new.nc'" },
        { "a.bufr", [.. "BUFR"u8, .. new byte[99]], "BUFR; it holds observations" },
        { "a.hdf", [0x0e, 0x03, 0x13, 0x01, .. new byte[99]], "HDF4; convert it: h4tonccf_nc4 FOLDER/a.hdf FOLDER/a.nc" },
        { "a.nc.gz", Packed(s => new GZipStream(s, CompressionLevel.Fastest)), "compressed by gzip; gunzip -c FOLDER/a.nc.gz > FOLDER/a.nc" },
        { "a.nc", Packed(s => new GZipStream(s, CompressionLevel.Fastest)), "compressed by gzip; gunzip -c FOLDER/a.nc > FOLDER/a_netcdf.nc" },
        { "a.nc.Z", [0x1f, 0x9d, 0x90, .. new byte[99]], "compressed by compress; gunzip -c FOLDER/a.nc.Z > FOLDER/a.nc" },
        { "a.nc4.bz2", [.. "BZh91AY&SY"u8, .. new byte[99]], "compressed by bzip2; bunzip2 -c FOLDER/a.nc4.bz2 > FOLDER/a.nc4" },
        { "a.h5.xz", [0xfd, .. "7zXZ\0"u8, .. new byte[99]], "compressed by xz; unxz -c FOLDER/a.h5.xz > FOLDER/a.h5" },
        { "a.nc.zst", [0x28, 0xb5, 0x2f, 0xfd, .. new byte[99]], "compressed by Zstandard; unzstd -c FOLDER/a.nc.zst > FOLDER/a.nc" },
        { "a.nc", Zipped(), "a zip archive; take out what it holds: unzip FOLDER/a.nc" },
        { "a.tar", Archived(), "a tar archive; take out what it holds: tar -xf FOLDER/a.tar" },
        { "a.cdl", [.. "netcdf a {\ndimensions:\n"u8], "the text form of netCDF; ncgen -4 -o FOLDER/a.nc FOLDER/a.cdl" },
        { "a.nc", [.. "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"u8], "a pointer of Git LFS to a file that was not fetched; fetch it: git lfs pull" },
        { "a.nc", [.. "/annex/objects/SHA256E-s1234--abcd.nc\n"u8], "a pointer of git-annex to a file that was not fetched; fetch it: git annex get FOLDER/a.nc" },
        { "a.nc", [.. "\n <!DOCTYPE html>\n<html>"u8], "a web page; servers send such in place of a file: read it (head FOLDER/a.nc), log in" },
        { "a.nc", [.. "<HTML><head><title>401"u8], "a web page; servers send such" },
        { "a.nc", [.. "<?xml version=\"1.0\"?><Error>"u8], "XML; servers send such" },
        { "a.nc", [.. "{\"status\": 404}"u8], "JSON; servers send such" },
        { "a.nc", [.. "Dataset {\n    Float32 T[time = 4];"u8], "an answer of OPeNDAP; ask the server for netCDF" },
        { "a.npy", [0x93, .. "NUMPY\u0001\0"u8, .. new byte[99]], "an array of NumPy; it has no coordinates" },
        { "a.tif", [.. "II*\0"u8, .. new byte[99]], "TIFF; convert it: gdal_translate -of netCDF FOLDER/a.tif FOLDER/a.nc" },
        { "a.nc", new byte[4096], "a file whose first bytes are zero; a transfer that failed" },
        { "a.csv", [.. "time,lat,lon\n"u8], "it starts with \"time,lat\", not with CDF or an HDF5 signature" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_is_named_with_what_to_do(string name, byte[] content, string expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.In(name), content);
        string message = Assert.Throws<DataException>(() => NetCdfFile.Open(folder.In(name))).Message;
        Assert.StartsWith($"{folder.In(name)}: not netCDF: ", message, StringComparison.Ordinal);
        Assert.Contains(expected.Replace("FOLDER", folder.Path, StringComparison.Ordinal), message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("it's a $(file).nc.gz")]
    [InlineData("it's a $(file).nc")]
    public void The_command_that_unpacks_runs_as_it_stands_and_leaves_the_file(string name)
    {
        using var folder = new TemporaryFolder();
        byte[] packed = Packed(s => new GZipStream(s, CompressionLevel.Fastest));
        File.WriteAllBytes(folder.In(name), packed);
        string message = Assert.Throws<DataException>(() => NetCdfFile.Open(folder.In(name))).Message;
        var run = Command.Run("sh", ["-c", message[message.IndexOf("gunzip", StringComparison.Ordinal)..]]);
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(packed, File.ReadAllBytes(folder.In(name)));
        string made = Assert.Single(Directory.EnumerateFiles(folder.Path), f => f != folder.In(name));
        using var file = NetCdfFile.Open(made);
        Assert.Equal(NetCdfFormat.Classic, file.Format);
    }

    static byte[] Packed(Func<Stream, Stream> by)
    {
        using var packed = new MemoryStream();
        using (var packing = by(packed)) packing.Write(Classic);
        return packed.ToArray();
    }

    static byte[] Zipped()
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create))
        using (var entry = archive.CreateEntry("data.nc").Open()) entry.Write(Classic);
        return packed.ToArray();
    }

    static byte[] Archived()
    {
        using var packed = new MemoryStream();
        using (var archive = new TarWriter(packed, TarEntryFormat.Ustar)) archive.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "a.nc") { DataStream = new MemoryStream(Classic) });
        return packed.ToArray();
    }
}
