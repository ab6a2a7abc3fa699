using Rossby.Core;
using Rossby.Hdf5;
using Rossby.NetCdf;
using Xunit;

namespace Rossby.Tests.Native.NetCdf;

/// <summary>Chunks whose filters are undone here give the bytes that libhdf5 gives, and say so when they are damaged.</summary>
public class ChunkedFileTests
{
    [Fact]
    public void Every_slab_of_every_choice_of_filters_is_what_libhdf5_reads()
    {
        using var folder = new TemporaryFolder();
        Referee.RunFile("NetCdf/chunked.py", folder["c.h5"]);
        using var ours = NetCdfFile.Open(folder["c.h5"]);
        using var theirs = H5File.Open(folder["c.h5"]);
        var random = new Random(1);
        Assert.Equal(74, ours.Variables.Count);
        foreach (var variable in ours.Variables)
        {
            using var dataset = theirs.OpenDataset(variable.Name);
            for (int round = 0; round < 12; round++)
            {
                long[] start = [.. variable.Shape.Select(extent => random.NextInt64(extent))];
                long[] count = [.. variable.Shape.Zip(start, (extent, first) => 1 + random.NextInt64(extent - first))];
                if (round == 0) (start, count) = (new long[start.Length], variable.Shape);
                byte[] read = new byte[count.Aggregate((long)variable.ElementBytes, (a, b) => a * b)], expected = new byte[read.Length];
                variable.ReadRaw(read, start, count);
                dataset.ReadRaw(expected, start, count);
                if (dataset.IsBigEndian)
                    for (int at = 0; at < expected.Length; at += variable.ElementBytes) expected.AsSpan(at, variable.ElementBytes).Reverse();
                Assert.True(read.AsSpan().SequenceEqual(expected), $"{variable.Name} [{string.Join(", ", start)}] [{string.Join(", ", count)}]");
            }
        }
    }

    [Theory]
    [InlineData("cam_fv/orig.TS.10days.nc", "TS")]
    [InlineData("ecmwf_20050123/2005-01-23-0000-t.nc", "t")]
    [InlineData("merra2/M2T1NXSLV_temporal_PS.nc4", "PS")]
    [InlineData("cmip6/tas_day_CESM2-WACCM_noleap.nc", "tas")]
    [InlineData("hdf5/GPM_2ADPR_trimmed.HDF5", "FS/SLV/precipWater")]
    public void Real_files_too(string relative, string name)
    {
        string path = SharedData.Find(relative);
        using var ours = NetCdfFile.Open(path);
        using var theirs = H5File.Open(path);
        using var dataset = theirs.OpenDataset(name);
        var variable = ours[name];
        byte[] read = new byte[variable.Length * variable.ElementBytes], expected = new byte[read.Length];
        variable.ReadRaw(read, new long[variable.Shape.Length], variable.Shape);
        dataset.ReadRaw(expected, new long[variable.Shape.Length], variable.Shape);
        Assert.True(read.AsSpan().SequenceEqual(expected));
    }

    [Fact]
    public void Damage_inside_a_chunk_is_named_with_the_chunk()
    {
        using var folder = new TemporaryFolder();
        Referee.RunFile("NetCdf/chunked.py", folder["c.h5"]);
        byte[] whole = File.ReadAllBytes(folder["c.h5"]);
        foreach (string name in (string[])["a1", "a5", "a7", "a11"]) // with checksum alone, with deflate, with all three, and at level 9
        {
            H5Chunk chunk;
            using (var file = H5File.Open(folder["c.h5"]))
            {
                using var dataset = file.OpenDataset(name);
                chunk = dataset.FindChunk(new long[3])!;
            }
            byte[] damaged = (byte[])whole.Clone();
            for (long at = chunk.Address + chunk.Bytes / 2; at < chunk.Address + chunk.Bytes / 2 + 8; at++) damaged[at] ^= 0x55;
            File.WriteAllBytes(folder["bad.h5"], damaged);
            using var bad = NetCdfFile.Open(folder["bad.h5"]);
            var error = Assert.Throws<DataException>(() => bad[name].ReadDoubles());
            Assert.StartsWith($"{folder["bad.h5"]}: {name}: the chunk at [0, 0, 0]", error.Message, StringComparison.Ordinal);
        }
    }
}
