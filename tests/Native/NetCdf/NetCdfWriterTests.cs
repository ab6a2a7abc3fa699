using FsCheck;
using FsCheck.Fluent;
using Rossby.Core;
using Rossby.NetCdf;
using Xunit;

namespace Rossby.Tests.Native.NetCdf;

public class NetCdfWriterTests
{
    [Theory]
    [InlineData(NetCdfWriteFormat.NetCdf4)]
    [InlineData(NetCdfWriteFormat.Offset64)]
    public void Equal_content_gives_equal_bytes_and_reads_back(NetCdfWriteFormat format)
    {
        using var folder = new TemporaryFolder();
        WriteHistory(folder["a.nc"], format);
        Thread.Sleep(1100);
        WriteHistory(folder["b.nc"], format);
        Assert.Equal(File.ReadAllBytes(folder["a.nc"]), File.ReadAllBytes(folder["b.nc"]));
        Assert.Equal(2, Directory.GetFileSystemEntries(folder.Path).Length);

        using var file = NetCdfFile.Open(folder["a.nc"]);
        Assert.Equal("CF-1.8", file.Attributes.Text("Conventions"));
        Assert.Equal([3, 4, 5], file["PSL"].Shape);
        Assert.True(file["PSL"].Dimensions[0].IsUnlimited);
        Assert.Equal([.. Enumerable.Range(0, 60).Select(i => 100000f + i)], file["PSL"].Read<float>());
        Assert.Equal([0.25, 0.5, 0.75], file["time"].ReadDoubles());
        Assert.Equal([0.0, 1.0, 2.0], file["mask"].Attributes.Find("flag_values")!.Numbers);
        Assert.Equal(0, file["mask"].Read<byte>()[0]);
        Assert.Equal(["2001-01-01", "2001-01-02", "2001-01-03"], file["date"].ReadTexts());
    }

    [Fact]
    public void The_referee_reads_it_as_cf()
    {
        using var folder = new TemporaryFolder();
        WriteHistory(folder["a.nc"], NetCdfWriteFormat.NetCdf4);
        string seen = Referee.Run("""
            import netCDF4, sys
            d = netCDF4.Dataset(sys.argv[1]); v = d['PSL']; m = d['mask']
            print(d.data_model, v.dtype, v.shape, v.chunking(), v.filters()['zlib'], v.filters()['complevel'], v.filters()['shuffle'], v.units, float(v[2, 3, 4]))
            print(m.dtype, m.flag_values.dtype, m.flag_meanings, m.chunking(), d.dimensions['time'].isunlimited())
            """, folder["a.nc"]);
        Assert.Equal("""
            NETCDF4 float32 (3, 4, 5) [1, 4, 5] True 1 True Pa 100059.0
            int8 int8 background tropical_cyclone atmospheric_river [1, 4, 5] True
            """, seen);
    }

    [Fact]
    public void Classic_files_of_any_shape_come_back_slab_by_slab()
    {
        // Record variables of odd sizes alternate in a classic file; ours and libnetcdf's idea of where each value lies must agree.
        using var folder = new TemporaryFolder();
        var shapes = Gen.Choose(1, 5).Four().ToArbitrary();
        Prop.ForAll(shapes, Gen.Choose(0, 10_000).ToArbitrary(), (shape, seed) =>
        {
            var (records, rows, columns, variables) = shape;
            var random = new Random(seed);
            string path = folder[$"{seed}-{records}{rows}{columns}{variables}.nc"];
            var written = new Dictionary<string, short[]>();
            using (var writer = NetCdfWriter.Create(path, NetCdfWriteFormat.Offset64))
            {
                writer.DefineDimension("t", null);
                writer.DefineDimension("y", rows);
                writer.DefineDimension("x", columns);
                for (int v = 0; v < variables; v++)
                {
                    writer.DefineVariable($"s{v}", NetCdfType.Short, v % 2 == 0 ? ["t", "y", "x"] : ["t", "x"]);
                    written[$"s{v}"] = [.. Enumerable.Range(0, records * (v % 2 == 0 ? rows : 1) * columns).Select(_ => (short)random.Next(-30000, 30000))];
                }
                foreach (var (name, values) in written)
                    writer.Write<short>(name, values, new long[name[1] % 2 == 0 ? 3 : 2], name[1] % 2 == 0 ? [records, rows, columns] : [records, columns]);
                writer.Commit();
            }
            using var file = NetCdfFile.Open(path);
            foreach (var (name, values) in written)
            {
                var variable = file[name];
                Assert.Equal(values, variable.Read<short>());
                long[] start = [.. variable.Shape.Select(n => (long)random.Next((int)n))];
                long[] count = [.. variable.Shape.Select((n, i) => 1L + random.Next((int)(n - start[i])))];
                double[] slab = variable.ReadDoubles(start, count);
                for (int i = 0; i < slab.Length; i++)
                {
                    long rest = i, at = 0, stride = 1;
                    for (int axis = count.Length - 1; axis >= 0; axis--)
                    {
                        at += (start[axis] + rest % count[axis]) * stride;
                        stride *= variable.Shape[axis];
                        rest /= count[axis];
                    }
                    Assert.Equal(values[at], slab[i]);
                }
            }
            File.Delete(path);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Without_a_commit_nothing_is_left()
    {
        using var folder = new TemporaryFolder();
        foreach (var format in Enum.GetValues<NetCdfWriteFormat>())
        {
            using var writer = NetCdfWriter.Create(folder["a.nc"], format);
            writer.DefineDimension("x", 4);
            writer.DefineVariable("v", NetCdfType.Float, ["x"]);
            writer.Write<float>("v", [1, 2, 3, 4], [0], [4]);
        }
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
        Assert.Throws<StorageException>(() => NetCdfWriter.Create(folder["no/folder/a.nc"]));
    }

    [Fact]
    public void Many_threads_read_one_file()
    {
        using var folder = new TemporaryFolder();
        foreach (var format in Enum.GetValues<NetCdfWriteFormat>())
        {
            WriteHistory(folder["a.nc"], format);
            using var file = NetCdfFile.Open(folder["a.nc"]);
            Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
            {
                float[] row = new float[5];
                file["PSL"].Read<float>(row, [i % 3, i % 4, 0], [1, 1, 5]);
                Assert.Equal(100000f + (i % 3 * 4 + i % 4) * 5, row[0]);
            });
        }
    }

    static void WriteHistory(string path, NetCdfWriteFormat format)
    {
        using var writer = NetCdfWriter.Create(path, format);
        writer.DefineDimension("time", null);
        writer.DefineDimension("lat", 4);
        writer.DefineDimension("lon", 5);
        writer.DefineDimension("characters", 10);
        writer.SetAttribute(null, "Conventions", "CF-1.8");
        writer.DefineVariable("time", NetCdfType.Double, ["time"]);
        writer.SetAttribute("time", "units", "days since 2001-01-01");
        writer.DefineVariable("date", NetCdfType.Char, ["time", "characters"]);
        writer.DefineVariable("PSL", NetCdfType.Float, ["time", "lat", "lon"], new NetCdfStorage([1, 4, 5], DeflateLevel: 1, Fill: false));
        writer.SetAttribute("PSL", "units", "Pa");
        writer.SetAttribute("PSL", "_FillValue", 1e30f);
        writer.DefineVariable("mask", NetCdfType.Byte, ["time", "lat", "lon"], new NetCdfStorage([1, 4, 5]));
        writer.SetAttribute<sbyte>("mask", "flag_values", 0, 1, 2);
        writer.SetAttribute("mask", "flag_meanings", "background tropical_cyclone atmospheric_river");
        for (int t = 0; t < 3; t++)
        {
            writer.Write("time", [0.25 * (t + 1)], [t], [1]);
            writer.Write<byte>("date", System.Text.Encoding.ASCII.GetBytes($"2001-01-0{t + 1}"), [t, 0], [1, 10]);
            writer.Write<float>("PSL", [.. Enumerable.Range(t * 20, 20).Select(i => 100000f + i)], [t, 0, 0], [1, 4, 5]);
            writer.Write<byte>("mask", [.. Enumerable.Range(0, 20).Select(i => (byte)(i % 3))], [t, 0, 0], [1, 4, 5]);
        }
        writer.Commit();
    }
}
