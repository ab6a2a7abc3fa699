using System.Runtime.InteropServices;
using Rossby.NetCdf;
using Xunit;

namespace Rossby.Tests.Native.NetCdf;

/// <summary>Every number of every real file equals what netCDF4-python and numpy make of it: raw, and decoded.</summary>
public class RealFileTests
{
    const string Program = """
        import netCDF4, numpy as np, sys, hashlib
        def walk(g, prefix):
            for n, v in g.variables.items():
                if v.dtype == str or v.dtype == 'S1' or not isinstance(v.dtype, np.dtype) or v.dtype.kind not in 'iuf' or isinstance(v.datatype, netCDF4.CompoundType): continue
                v.set_auto_maskandscale(False)
                raw = np.asarray(v[...])
                v.set_auto_mask(True)
                mask = np.ma.getmaskarray(v[...])
                # netCDF4-python says that it ignores the default fill of bytes, and masks it all the same in places.
                if raw.dtype.itemsize == 1 and not hasattr(v, '_FillValue'): mask = mask & (raw != netCDF4.default_fillvals[raw.dtype.str[1:]])
                # It takes limits to be packed, always; CF 8.1 and the Users' Guide go by their type.
                limits = [n for n in ('valid_min', 'valid_max', 'valid_range') if hasattr(v, n)]
                unpacked = limits and hasattr(v, 'scale_factor') and all(np.asarray(getattr(v, n)).dtype == np.asarray(v.scale_factor).dtype != raw.dtype for n in limits)
                if unpacked: mask = np.isin(raw, np.asarray([getattr(v, n) for n in ('_FillValue', 'missing_value') if hasattr(v, n)]))
                if str(getattr(v, '_Unsigned', '')).lower() == 'true': r = raw.view(raw.dtype.str.replace('i', 'u'))
                else: r = raw
                d = r.astype('f8')
                if hasattr(v, 'scale_factor') or hasattr(v, 'add_offset'):
                    d = d * np.float64(getattr(v, 'scale_factor', 1)) + np.float64(getattr(v, 'add_offset', 0))
                if unpacked:
                    lo, hi = v.valid_range if hasattr(v, 'valid_range') else (getattr(v, 'valid_min', -np.inf), getattr(v, 'valid_max', np.inf))
                    mask = mask | (d < lo) | (d > hi)
                with np.errstate(all='ignore'): d = d.astype('<f4')
                d[mask | np.isnan(d)] = np.float32('nan')
                little = raw.astype(raw.dtype.newbyteorder('<'))
                print(prefix + n, list(raw.shape), hashlib.md5(little.tobytes()).hexdigest(), hashlib.md5(np.ascontiguousarray(d).tobytes()).hexdigest())
            for n, h in g.groups.items(): walk(h, prefix + n + '/')
        walk(netCDF4.Dataset(sys.argv[1]), '')
        """;

    [Theory]
    [InlineData("era5_20251201/era5_uv850_2025120100_2.5x2.5.nc")]
    [InlineData("era5_20251201/era5_msl_2025120100_0.25x0.25.nc")]
    [InlineData("ecmwf_20050123/2005-01-23-0000-u.nc")]
    [InlineData("cam_fv/orig.TS.10days.nc")]
    [InlineData("merra2/M2T1NXSLV_temporal_PS.nc4")]
    [InlineData("merra2/MERRA2_100.block_tags.19800121.nc4")]
    [InlineData("merra2/MERRA2_400.inst3_3d_asm_Np.20151212_sliced.nc")]
    [InlineData("gfs/GFS_Global_onedeg_20120515_1200.grib2.nc")]
    [InlineData("cmip6/tas_day_CESM2-WACCM_noleap.nc")]
    [InlineData("cmip6/tas_Amon_ICON-ESM-LR_unstructured.nc")]
    [InlineData("ncl/rectilinear_grid_3D.nc")]
    [InlineData("ncl/uas_rectilinear_grid_2D.nc")]
    [InlineData("ncl/tas_rotated_grid_EUR11.nc")]
    [InlineData("ncl/941110_UV.cdf")]
    [InlineData("tracks/IBTrACS.last3years.v04r00_2_storms.nc")]
    [InlineData("tracks/TRACK_ERAI_tcident.nc")]
    [InlineData("hdf5/GPM_2ADPR_trimmed.HDF5")]
    [InlineData("hdf5_filters/scaleoffset.h5")]
    [InlineData("netcdf_c/ref_test_360_day_1900.nc")]
    [InlineData("netcdf_c/ref_nctest_64bit_offset.nc")]
    [InlineData("netcdf_c/ref_nc_test_netcdf4_4_0.nc")]
    [InlineData("netcdf_c/tdset.h5")]
    [InlineData("netcdf_c/nc_test_cdf5.nc")]
    [InlineData("ferret/coads_climatology_3mon.cdf")]
    public void Numbers_equal_the_referee(string relative)
    {
        string path = SharedData.Find(relative);
        string[] expected = Referee.Run(Program, path).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using var file = NetCdfFile.Open(path);
        Assert.NotEmpty(expected);
        Assert.Equal(expected, file.Variables.Where(v => v.ElementBytes > 0 && v.Type != NetCdfType.Char).Select(Line));
    }

    [Fact]
    public void Dimensions_and_attributes_are_those_of_the_file()
    {
        using var file = NetCdfFile.Open(SharedData.Find("merra2/MERRA2_400.inst3_3d_asm_Np.20151212_sliced.nc"));
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
        using var file = NetCdfFile.Open(SharedData.Find("tracks/IBTrACS.last3years.v04r00_2_storms.nc"));
        Assert.Contains("2021005S10101", file["sid"].ReadTexts());
    }

    [Fact]
    public void A_plain_hdf5_file_has_its_groups_in_the_names()
    {
        using var file = NetCdfFile.Open(SharedData.Find("hdf5/GPM_2ADPR_trimmed.HDF5"));
        Assert.Equal([621, 49, 176], file["FS/SLV/precipWater"].Shape);
        Assert.All(file["HS/SLV/precipWater"].ReadDecoded(), value => Assert.True(float.IsNaN(value)));
    }

    static string Line(NetCdfVariable variable)
    {
        byte[] raw = new byte[variable.Length * variable.ElementBytes];
        variable.ReadRaw(raw, new long[variable.Shape.Length], variable.Shape);
        float[] decoded = [.. variable.ReadDecoded().Select(x => float.IsNaN(x) ? BitConverter.UInt32BitsToSingle(0x7fc00000) : x)];
        return $"{variable.Name} [{string.Join(", ", variable.Shape)}] {Md5(raw)} {Md5(MemoryMarshal.AsBytes<float>(decoded))}";
    }

#pragma warning disable CA5351 // a checksum that Python prints, not a secret
    static string Md5(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(bytes));
#pragma warning restore CA5351
}
