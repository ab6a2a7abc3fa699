using System.Runtime.InteropServices;
using Rossby.Core;
using Rossby.NetCdf;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Native.NetCdf;

/// <summary>Every number of every real file equals what netCDF4-python and numpy make of it: raw, and decoded.</summary>
public class RealFileTests
{
    // Files of shared/data and, where a variable cannot be read, the reason that the message must give.
    static readonly Dictionary<string, (string Variable, string Reason)[]> Table = new()
    {
        ["cam_fv/orig.TS.10days.nc"] = [],
        ["cmip6/tas_Amon_ICON-ESM-LR_unstructured.nc"] = [],
        ["cmip6/tas_day_CESM2-WACCM_noleap.nc"] = [],
        ["ecmwf_20050123/2005-01-23-0000-t.nc"] = [],
        ["ecmwf_20050123/2005-01-23-0000-u.nc"] = [],
        ["ecmwf_20050123/2005-01-23-0000-v.nc"] = [],
        ["era5_20251201/era5_msl_2025120100_0.25x0.25.nc"] = [],
        ["era5_20251201/era5_msl_2025120100_2.5x2.5.nc"] = [],
        ["era5_20251201/era5_uv850_2025120100_2.5x2.5.nc"] = [],
        ["era5_20251201/era5_vo850_2025120100_0.25x0.25.nc"] = [],
        ["era5_20251201/era5_vo850_2025120100_2.5x2.5.nc"] = [],
        ["ferret/clim_axes_gregorian.nc"] = [],
        ["ferret/clim_axes_julian.nc"] = [],
        ["ferret/clim_axes_noleap.nc"] = [],
        ["ferret/coads_climatology_3mon.cdf"] = [],
        ["gfs/GFS_Global_onedeg_20120515_1200.grib2.nc"] = [],
        ["hdf5/GPM_2ADPR_trimmed.HDF5"] = [],
        ["hdf5_filters/bitshuffle.h5"] = [("bitshuffle", "bitshuffle (HDF5 filter 32008)"), ("bitshuffle_with_lz4", "bitshuffle (HDF5 filter 32008)")],
        ["hdf5_filters/bzip2.h5"] = [("bzip2", "bzip2 (HDF5 filter 307)")],
        ["hdf5_filters/h5ex_d_compact.h5"] = [],
        ["hdf5_filters/jhdf_fixed_array_paged_datasets.hdf5"] = [],
        ["hdf5_filters/jhdf_superblock-extension.hdf5"] = [],
        ["hdf5_filters/jhdf_test_compressed_chunked_datasets_earliest.hdf5"] = [],
        ["hdf5_filters/jhdf_test_scalar_empty_datasets_latest.hdf5"] = [("empty_float_32", "it is declared empty"), ("empty_int_16", "it is declared empty")],
        ["hdf5_filters/lzf.h5"] = [("lzf", "lzf (HDF5 filter 32000)")],
        ["hdf5_filters/scaleoffset.h5"] = [],
        ["merra2/M2T1NXSLV_temporal_PS.nc4"] = [],
        ["merra2/MERRA2_100.block_tags.19800121.nc4"] = [],
        ["merra2/MERRA2_400.inst3_3d_asm_Np.20151203_sliced.nc"] = [],
        ["merra2/MERRA2_400.inst3_3d_asm_Np.20151212_sliced.nc"] = [],
        ["ncl/941110_P.cdf"] = [],
        ["ncl/941110_UV.cdf"] = [],
        ["ncl/rectilinear_grid_3D.nc"] = [],
        ["ncl/tas_rectilinear_grid_2D.nc"] = [],
        ["ncl/tas_rotated_grid_EUR11.nc"] = [],
        ["ncl/uas_rectilinear_grid_2D.nc"] = [],
        ["ncl/vas_rectilinear_grid_2D.nc"] = [],
        ["netcdf_c/nc_test_cdf5.nc"] = [],
        ["netcdf_c/ref_nc_test_netcdf4_4_0.nc"] = [],
        ["netcdf_c/ref_nctest_64bit_offset.nc"] = [],
        ["netcdf_c/ref_test_360_day_1900.nc"] = [],
        ["netcdf_c/ref_tst_compounds.nc"] = [("obs", "its elements are compounds")],
        ["netcdf_c/tdset.h5"] = [],
        ["tracks/IBTrACS.last3years.v04r00_2_storms.nc"] = [],
        ["tracks/TRACK_ERAI_tcident.nc"] = [],
    };

    public static TheoryData<string> Files => [.. Table.Keys];

    [Fact]
    public void The_table_has_every_file()
    {
        string folder = SharedFolder.In("data");
        var there = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(p => Path.GetExtension(p).ToLowerInvariant() is ".nc" or ".nc4" or ".cdf" or ".h5" or ".hdf5")
            .Select(p => Path.GetRelativePath(folder, p));
        Assert.Equal(Table.Keys.Order(StringComparer.Ordinal), there.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_variable_equals_the_referee_or_is_refused_with_the_reason(string relative)
    {
        string path = SharedFolder.In("data", relative);
        string[] expected = [.. Referee.RunFile("NetCdf/decoded.py", path).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
        using var file = NetCdfFile.Open(path);
        Assert.NotEmpty(expected);
        Assert.Equal(expected, file.Variables.Select(Line).Order(StringComparer.Ordinal));
        foreach (var (name, reason) in Table[relative])
        {
            string message = Assert.Throws<DataException>(() => file[name].ReadDoubles()).Message;
            Assert.Contains($"{path}: {name}: ", message, StringComparison.Ordinal);
            Assert.Contains(reason, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Dimensions_and_attributes_are_those_of_the_file()
    {
        using var file = NetCdfFile.Open(SharedFolder.In("data", "merra2/MERRA2_400.inst3_3d_asm_Np.20151212_sliced.nc"));
        Assert.Equal(NetCdfFormat.NetCdf4, file.Format);
        Assert.Equal([("time", 8L), ("lat", 81L), ("lon", 193L)], file["SLP"].Dimensions.Select(d => (d.Name, d.Length)));
        Assert.True(file["SLP"].Dimensions[0].IsUnlimited);
        Assert.Equal("Pa", file["SLP"].Attributes.Text("units"));
        Assert.Null(file["IVT"].Attributes.Find("units"));
        Assert.Contains("minutes since", file["time"].Attributes.Text("units"), StringComparison.Ordinal);
    }

    [Fact]
    public void Character_arrays_are_texts()
    {
        using var file = NetCdfFile.Open(SharedFolder.In("data", "tracks/IBTrACS.last3years.v04r00_2_storms.nc"));
        Assert.Contains("2021005S10101", file["sid"].ReadTexts());
    }

    [Fact]
    public void A_plain_hdf5_file_has_its_groups_in_the_names()
    {
        using var file = NetCdfFile.Open(SharedFolder.In("data", "hdf5/GPM_2ADPR_trimmed.HDF5"));
        Assert.Equal([621, 49, 176], file["FS/SLV/precipWater"].Shape);
        Assert.All(file["HS/SLV/precipWater"].ReadDecoded(), value => Assert.True(float.IsNaN(value)));
    }

    internal static string Line(NetCdfVariable variable)
    {
        if (variable.Refusal != null) return $"{variable.Name} unreadable";
        if (variable.Type is NetCdfType.Char or NetCdfType.String) return $"{variable.Name} text";
        byte[] raw = new byte[variable.Length * variable.ElementBytes];
        variable.ReadRaw(raw, new long[variable.Shape.Length], variable.Shape);
        float[] decoded = [.. variable.ReadDecoded().Select(x => float.IsNaN(x) ? BitConverter.UInt32BitsToSingle(0x7fc00000) : x)];
        return $"{variable.Name} [{string.Join(", ", variable.Shape)}] {Md5(raw)} {Md5(MemoryMarshal.AsBytes<float>(decoded))}";
    }

#pragma warning disable CA5351 // a checksum that Python prints, not a secret
    internal static string Md5(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(bytes));
#pragma warning restore CA5351
}
