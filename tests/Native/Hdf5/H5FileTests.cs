using System.Security.Cryptography;
using Rossby.Core;
using Rossby.Hdf5;
using Xunit;

namespace Rossby.Tests.Native.Hdf5;

public class H5FileTests
{
    static readonly float[] Ramp = [.. Enumerable.Range(0, 2 * 30 * 40 * 3).Select(i => i * 0.25f)];

    [Fact]
    public void The_library_tells_its_version()
    {
        Assert.True(H5Library.Version >= new Version(1, 10));
        _ = H5Library.IsThreadSafe;
    }

    [Fact]
    public void H5py_reads_what_we_write()
    {
        using var folder = new TemporaryFolder();
        WriteShard(folder["s.h5"]);
        string seen = Referee.Run("""
            import h5py, numpy, sys
            with h5py.File(sys.argv[1]) as f:
                d = f['climate/data']
                print(d.shape, d.dtype, d.chunks, d[...].ravel()[7199], d[1, 29, 39, 2], d.id.get_offset() % 4096)
                print(f['climate/labels_0'].dtype, f['climate/labels_0'][...].sum(), f['climate/time'].dtype)
                print(f['half'].dtype, f['half'][...].tolist())
                a = d.attrs
                print(a['units'].decode(), [c.decode() for c in a['channels']], a['mean'], list(a['std']), a['seed'])
            """, folder["s.h5"]);
        Assert.Equal("""
            (2, 30, 40, 3) float32 None 1799.75 1799.75 0
            uint8 300 float64
            float16 [1.0, -2.5, 65504.0]
            K °C ['TMQ', 'U850', 'PSL – Pa'] 1.5 [1.0, 2.0, 3.0] 7
            """, seen);
    }

    [Fact]
    public void Equal_content_gives_equal_bytes()
    {
        using var folder = new TemporaryFolder();
        WriteShard(folder["a.h5"]);
        Thread.Sleep(1100); // object times, were they on, have a resolution of a second
        WriteShard(folder["b.h5"]);
        Assert.Equal(SHA256.HashData(File.ReadAllBytes(folder["a.h5"])), SHA256.HashData(File.ReadAllBytes(folder["b.h5"])));
    }

    [Fact]
    public void The_offset_leads_to_the_same_values_without_the_library()
    {
        using var folder = new TemporaryFolder();
        WriteShard(folder["s.h5"]);
        using var file = H5File.Open(folder["s.h5"]);
        using var data = file.OpenDataset("climate/data");
        Assert.Equal([2, 30, 40, 3], data.Shape);
        Assert.Equal(H5ElementType.Float32, data.ElementType);
        Assert.Equal(H5LayoutKind.Contiguous, data.Layout.Kind);
        byte[] raw = File.ReadAllBytes(folder["s.h5"]).AsSpan((int)data.Offset!.Value, Ramp.Length * 4).ToArray();
        Assert.Equal(Ramp, System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(raw).ToArray());
        Assert.Equal(["climate/data", "climate/labels_0", "climate/time", "half"], file.DatasetPaths());
    }

    [Fact]
    public void A_hyperslab_is_read_and_converted()
    {
        using var folder = new TemporaryFolder();
        WriteShard(folder["s.h5"]);
        using var file = H5File.Open(folder["s.h5"]);
        using var data = file.OpenDataset("/climate/data");
        double[] slab = new double[2 * 2];
        data.Read<double>(slab, [1, 3, 5, 1], [1, 2, 2, 1]);
        double At(int n, int y, int x, int c) => (((n * 30 + y) * 40 + x) * 3 + c) * 0.25;
        Assert.Equal([At(1, 3, 5, 1), At(1, 3, 6, 1), At(1, 4, 5, 1), At(1, 4, 6, 1)], slab);
        Assert.Throws<ArgumentException>(() => data.Read<double>(new double[4], [1, 29, 5, 1], [1, 2, 2, 1]));
        Assert.Throws<ArgumentException>(() => data.Read<double>(new double[3], [0, 0, 0, 0], [1, 2, 2, 1]));
    }

    [Fact]
    public void Bfloat16_keeps_the_upper_half_of_a_float()
    {
        using var folder = new TemporaryFolder();
        float[] exact = [1, -2, 101376, 3.0e38f, 0.0078125f];
        ushort[] bits = [.. exact.Select(x => (ushort)(BitConverter.SingleToUInt32Bits(x) >> 16))];
        float[] kept = [.. bits.Select(b => BitConverter.UInt32BitsToSingle((uint)b << 16))];
        using (var file = H5File.Create(folder["b.h5"]))
        {
            using (var data = file.CreateDataset("x", H5ElementType.BFloat16, 5))
                data.WriteRaw(System.Runtime.InteropServices.MemoryMarshal.AsBytes<ushort>(bits), [0], [5]);
            file.Commit();
        }
        using var again = H5File.Open(folder["b.h5"]);
        using var x = again.OpenDataset("x");
        Assert.Equal(H5ElementType.BFloat16, x.ElementType);
        float[] read = new float[5];
        x.Read<float>(read);
        Assert.Equal(kept, read);
    }

    [Fact]
    public void Without_a_commit_nothing_is_left()
    {
        using var folder = new TemporaryFolder();
        using (var file = H5File.Create(folder["s.h5"]))
        using (var data = file.CreateDataset("x", H5ElementType.Float32, 10))
        {
            data.Write<float>(new float[10]);
            Assert.False(File.Exists(folder["s.h5"]));
        }
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_missing_file_or_dataset_is_named()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("none.h5", Assert.Throws<InputMissingException>(() => H5File.Open(folder["none.h5"])).Message, StringComparison.Ordinal);
        WriteShard(folder["s.h5"]);
        using var file = H5File.Open(folder["s.h5"]);
        var missing = Assert.Throws<DataException>(() => file.OpenDataset("climate/daat"));
        Assert.Contains("climate/daat", missing.Message, StringComparison.Ordinal);
        Assert.Contains("climate/data", missing.Message, StringComparison.Ordinal);
        Assert.Throws<StorageException>(() => H5File.Create(folder["no/such/folder.h5"]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(100)]
    [InlineData(5000)]
    public void A_file_cut_short_is_refused_by_name(int length)
    {
        using var folder = new TemporaryFolder();
        WriteShard(folder["s.h5"]);
        File.WriteAllBytes(folder["cut.h5"], File.ReadAllBytes(folder["s.h5"])[..length]);
        Assert.Contains("cut.h5", Assert.Throws<DataException>(() => H5File.Open(folder["cut.h5"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Attributes_come_back_as_written()
    {
        using var folder = new TemporaryFolder();
        WriteShard(folder["s.h5"]);
        using var file = H5File.Open(folder["s.h5"]);
        using var data = file.OpenDataset("climate/data");
        Assert.Equal(["channels", "mean", "seed", "std", "units"], data.Attributes.Names);
        Assert.Equal("K °C", data.Attributes.GetText("units"));
        Assert.Equal(["TMQ", "U850", "PSL – Pa"], data.Attributes.GetTexts("channels"));
        Assert.Equal([1.0, 2.0, 3.0], data.Attributes.GetNumbers<double>("std"));
        Assert.Equal([7L], data.Attributes.GetNumbers<long>("seed"));
        Assert.Throws<DataException>(() => data.Attributes.GetText("seed"));
        Assert.Throws<DataException>(() => data.Attributes.GetText("none"));
    }

    static void WriteShard(string path)
    {
        using var file = H5File.Create(path);
        using (var data = file.CreateDataset("climate/data", H5ElementType.Float32, 2, 30, 40, 3))
        {
            data.Write(Ramp.AsSpan(3600), [1, 0, 0, 0], [1, 30, 40, 3]);
            data.Write(Ramp.AsSpan(0, 3600), [0, 0, 0, 0], [1, 30, 40, 3]);
            data.Attributes.SetText("units", "K °C");
            data.Attributes.SetTexts("channels", "TMQ", "U850", "PSL – Pa");
            data.Attributes.SetNumber("mean", 1.5);
            data.Attributes.SetNumbers("std", [1.0, 2.0, 3.0]);
            data.Attributes.SetNumber("seed", 7L);
        }
        using (var labels = file.CreateDataset("climate/labels_0", H5ElementType.UInt8, 2, 30, 40))
            labels.Write<byte>([.. Enumerable.Range(0, 2400).Select(i => (byte)(i % 8 == 0 ? 1 : 0))]);
        using (var time = file.CreateDataset("climate/time", H5ElementType.Float64, 2)) time.Write<double>([0.25, 0.5]);
        using (var half = file.CreateDataset("half", H5ElementType.Float16, 3)) half.Write<Half>([(Half)1, (Half)(-2.5), Half.MaxValue]);
        file.Commit();
    }
}
