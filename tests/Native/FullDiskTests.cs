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

    [Fact]
    public void A_folder_that_may_not_be_written_is_a_storage_error()
    {
        Assert.Throws<StorageException>(() => H5File.Create("/proc/s.h5"));
        Assert.Throws<StorageException>(() => NetCdfWriter.Create("/proc/a.nc"));
    }
}
