using Rossby.Core;
using Rossby.Hdf5;
using Xunit;

namespace Rossby.Tests.Native.Hdf5;

/// <summary>Real files and a referee's files: every layout reads, and only plain ones have an offset.</summary>
public class ForeignFileTests
{
    [Theory]
    [InlineData("hdf5/GPM_2ADPR_trimmed.HDF5", "FS/SLV/precipWater")]
    [InlineData("hdf5_filters/h5ex_d_compact.h5", "DS1")]
    [InlineData("hdf5_filters/scaleoffset.h5", "float32_fill")]
    [InlineData("hdf5_filters/jhdf_superblock-extension.hdf5", "temperature")]
    [InlineData("hdf5_filters/jhdf_test_compressed_chunked_datasets_earliest.hdf5", "float/float64")]
    [InlineData("hdf5_filters/jhdf_fixed_array_paged_datasets.hdf5", "filtered_fixed_array/int16_five_page")]
    [InlineData("netcdf_c/tdset.h5", "dset1")]
    [InlineData("netcdf_c/tdset.h5", "dset2")]
    public void Values_equal_h5py(string relative, string name)
    {
        string path = SharedData.Find(relative);
        string expected = Referee.Run("""
            import h5py, numpy, sys, hashlib
            d = h5py.File(sys.argv[1])[sys.argv[2]]
            print(list(d.shape), hashlib.md5(d[...].astype('<f8').tobytes()).hexdigest())
            """, path, name);
        using var file = H5File.Open(path);
        using var data = file.OpenDataset(name);
        double[] values = new double[data.Length];
        data.Read<double>(values);
        string sum = Convert.ToHexStringLower(Md5(values));
        Assert.Equal(expected, $"[{string.Join(", ", data.Shape)}] {sum}");
    }

    [Theory]
    [InlineData("chunked")]
    [InlineData("compressed")]
    [InlineData("contiguous")]
    [InlineData("filled")]
    public void What_nobody_wrote_is_what_h5py_reads_and_not_what_was_in_memory(string name)
    {
        using var folder = new TemporaryFolder();
        string expected = Referee.Run("""
            import h5py, sys, hashlib
            with h5py.File(sys.argv[1], 'w') as f:
                space = h5py.h5s.create_simple((4, 6))
                for name, setup in (('chunked', lambda p: p.set_chunk((2, 3))), ('compressed', lambda p: (p.set_chunk((2, 3)), p.set_deflate(4))), ('contiguous', lambda p: None)):
                    plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
                    setup(plist)
                    plist.set_fill_time(h5py.h5d.FILL_TIME_NEVER)
                    d = h5py.Dataset(h5py.h5d.create(f.id, name.encode(), h5py.h5t.IEEE_F32LE, space, plist))
                    if name != 'contiguous': d[0:2, 0:3] = 5
                f.create_dataset('filled', (4, 6), 'f4', chunks=(2, 3), fillvalue=-9)[0:2, 3:6] = 5
            print(h5py.File(sys.argv[1])[sys.argv[2]][...].ravel().tolist())
            """, folder["f.h5"], name);
        string Text(float[] values) => $"[{string.Join(", ", values.Select(v => v.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)))}]";
        using (var file = H5File.Open(folder["f.h5"]))
        using (var data = file.OpenDataset(name))
        {
            float[] values = [.. Enumerable.Repeat(7f, 24)];
            data.Read<float>(values);
            Assert.Equal(expected, Text(values));
        }
        using var netCdf = Rossby.NetCdf.NetCdfFile.Open(folder["f.h5"]);
        float[] through = [.. Enumerable.Repeat(7f, 24)];
        netCdf[name].ReadRaw(System.Runtime.InteropServices.MemoryMarshal.AsBytes(through.AsSpan()), [0, 0], [4, 6]);
        Assert.Equal(expected, Text(through));
    }

    [Theory]
    [InlineData("hdf5_filters/bzip2.h5", "bzip2")]
    [InlineData("hdf5_filters/bitshuffle.h5", "bitshuffle")]
    public void A_filter_that_is_not_installed_is_a_data_error(string relative, string name)
    {
        using var file = H5File.Open(SharedData.Find(relative));
        using var data = file.OpenDataset(name);
        var error = Assert.Throws<DataException>(() => data.Read<double>(new double[data.Length]));
        Assert.Contains(relative.Split('/')[1], error.Message, StringComparison.Ordinal);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_a_plain_dataset_has_an_offset()
    {
        using var folder = new TemporaryFolder();
        Referee.Run("""
            import h5py, numpy, os, sys
            os.chdir(sys.argv[1])
            with h5py.File('k.h5', 'w') as f:
                f['plain'] = numpy.arange(10., dtype='<f4')
                f['big'] = numpy.arange(10., dtype='>f4')
                f.create_dataset('chunked', data=numpy.arange(100, dtype='i4'), chunks=(10,), compression=4, shuffle=True)
                f.create_dataset('late', shape=(10,), dtype='f4')
                f.create_dataset('external', shape=(10,), dtype='f4', external=[('e.bin', 0, h5py.h5f.UNLIMITED)])
                f['external'][:] = 3
                v = h5py.VirtualLayout((10,), 'f4'); v[:] = h5py.VirtualSource('k.h5', 'plain', (10,)); f.create_virtual_dataset('virtual', v)
                f.create_dataset('empty', shape=(0, 3), dtype='f4')
                f['text'] = 'hello'
                f['flag'] = numpy.array([True, False])
                f['soft'] = h5py.SoftLink('/nowhere')
                f['grp/self'] = h5py.SoftLink('/grp')
                f['plain'].attrs['note'] = 'variable – length'
                f['plain'].attrs['notes'] = ['a', 'bcd']
            """, folder.Path);
        using var file = H5File.Open(folder["k.h5"]);
        Assert.Equal(["big", "chunked", "empty", "external", "flag", "late", "plain", "text", "virtual"], file.DatasetPaths());
        foreach (string name in file.DatasetPaths())
        {
            using var data = file.OpenDataset(name);
            Assert.Equal(name is "plain" or "big" or "text" or "flag", data.Offset != null);
            Assert.Equal(name == "big", data.IsBigEndian);
        }
        using var chunked = file.OpenDataset("chunked");
        Assert.Equal([10], chunked.Layout.ChunkShape);
        Assert.Equal([2, 1], chunked.Layout.Filters);
        var chunks = chunked.Chunks();
        Assert.Equal(10, chunks.Count);
        Assert.All(chunks, c => Assert.True(c.Address > 0 && c.Bytes > 0 && c.SkippedFilters == 0));
        using var plain = file.OpenDataset("plain");
        Assert.Equal("variable – length", plain.Attributes.GetText("note"));
        Assert.Equal(["a", "bcd"], plain.Attributes.GetTexts("notes"));
        using var virtualData = file.OpenDataset("virtual");
        byte[] bytes = new byte[10];
        virtualData.Read<byte>(bytes);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], bytes);
        using var text = file.OpenDataset("text");
        Assert.Throws<DataException>(() => text.Read<float>(new float[1]));
    }

#pragma warning disable CA5351 // a checksum that Python prints, not a secret
    static byte[] Md5(double[] values) => System.Security.Cryptography.MD5.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes<double>(values));
#pragma warning restore CA5351
}
