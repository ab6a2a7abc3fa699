using Rossby.Core;
using Rossby.Hdf5;
using Rossby.NetCdf;
using Xunit;

namespace Rossby.Tests.Native;

public class FullDiskTests
{
    [Fact]
    public void A_full_disk_is_a_storage_error_of_hdf5_and_leaves_nothing()
    {
        using var disk = new FullDisk();
        var error = Assert.Throws<StorageException>(() =>
        {
            using var file = H5File.Create(disk["s.h5"]);
            using var data = file.CreateDataset("x", H5ElementType.Float32, 1_000_000);
            data.Write<float>(Enumerable.Repeat(1f, 1_000_000).ToArray());
            file.Commit();
        });
        Assert.Contains("s.h5", error.Message, StringComparison.Ordinal);
        Assert.Equal(74, error.ExitCode);
        Assert.Empty(disk.Entries);
    }

    [Theory]
    [InlineData(NetCdfWriteFormat.NetCdf4, 0)]
    [InlineData(NetCdfWriteFormat.NetCdf4, 1)]
    [InlineData(NetCdfWriteFormat.Offset64, 0)]
    public void A_full_disk_is_a_storage_error_of_netcdf_and_leaves_nothing(NetCdfWriteFormat format, int deflate)
    {
        using var disk = new FullDisk();
        var random = new Random(1);
        float[] noise = [.. Enumerable.Range(0, 100_000).Select(_ => (float)random.NextDouble())];
        var error = Assert.Throws<StorageException>(() =>
        {
            using var writer = NetCdfWriter.Create(disk["a.nc"], format);
            writer.DefineDimension("time", null);
            writer.DefineDimension("x", 100_000);
            writer.DefineVariable("v", NetCdfType.Float, ["time", "x"], new NetCdfStorage([1, 100_000], deflate));
            for (int t = 0; t < 10; t++) writer.Write<float>("v", noise, [t, 0], [1, 100_000]);
            writer.Commit();
        });
        Assert.Contains("a.nc", error.Message, StringComparison.Ordinal);
        Assert.Contains("No space left on device", error.Message, StringComparison.Ordinal);
        Assert.Empty(disk.Entries);
    }

    [Fact]
    public void A_disk_that_is_full_before_the_file_begins_is_called_full_and_not_forbidden()
    {
        using var disk = new FullDisk();
        using (var filler = File.Create(disk["filler"]))
        {
            try
            {
                while (true) filler.Write(new byte[4096]);
            }
            catch (IOException)
            {
                // Full.
            }
        }
        var error = Assert.Throws<StorageException>(() => Small(disk["a.nc"]));
        Assert.Contains("No space left on device", error.Message, StringComparison.Ordinal);
        Assert.Equal([disk["filler"]], disk.Entries);

        static void Small(string path)
        {
            using var writer = NetCdfWriter.Create(path);
            writer.DefineDimension("x", 10);
            writer.DefineVariable("v", NetCdfType.Float, ["x"]);
            writer.Write<float>("v", new float[10], [0], [10]);
            writer.Commit();
        }
    }

    // Wherever it is full: ahead of the header, within it, within the values, or only as the second file is closed.
    [Fact]
    public void A_disk_of_any_small_size_holds_both_files_or_is_called_full_and_holds_none()
    {
        bool anyFull = false, anyWhole = false;
        for (int kibibytes = 4; kibibytes <= 96; kibibytes += 4)
        {
            using var disk = new FullDisk(kibibytes);
            try
            {
                using NetCdfWriter first = Small(disk["a.nc"]), second = Small(disk["b.nc"]);
                first.Commit();
                second.Commit();
                anyWhole = true;
                Assert.Equal(2, disk.Entries.Length);
            }
            catch (StorageException e)
            {
                anyFull = true;
                Assert.Contains("No space left on device", e.Message, StringComparison.Ordinal);
                Assert.Empty(disk.Entries);
            }
        }
        Assert.True(anyFull && anyWhole);

        static NetCdfWriter Small(string path)
        {
            var writer = NetCdfWriter.Create(path);
            try
            {
                writer.DefineDimension("time", 2);
                writer.DefineDimension("x", 1000);
                writer.DefineVariable("v", NetCdfType.Float, ["time", "x"]);
                writer.Write<float>("v", new float[1000], [0, 0], [1, 1000]);
                writer.Close();
                return writer;
            }
            catch
            {
                writer.Dispose();
                throw;
            }
        }
    }

    [Fact]
    public void A_folder_that_may_not_be_written_is_a_storage_error()
    {
        Assert.Throws<StorageException>(() => H5File.Create("/proc/s.h5"));
        Assert.Throws<StorageException>(() => NetCdfWriter.Create("/proc/a.nc"));
    }
}
