using System.Runtime.InteropServices;
using FsCheck.Fluent;
using FsCheck;
using Rossby.Core;
using Rossby.NetCdf;
using Xunit;

namespace Rossby.Tests.Unit.NetCdf;

/// <summary>CF 2.5.1 and 8.1, and the NetCDF Users' Guide's attribute conventions, case by case.</summary>
public class PackedValuesTests
{
    [Fact]
    public void Scale_and_offset_are_taken_in_double_and_rounded_once()
    {
        // ERA5's packing; 12345 x 0.0017 + 273.15 in float arithmetic differs in the last bit for some raw values.
        const double scale = 0.00171452881, offset = 273.1534561;
        Prop.ForAll(ArbMap.Default.ArbFor<short>(), raw =>
        {
            if (raw == -32767) return;
            float decoded = Decode<short>(NetCdfType.Short, [raw], Of("scale_factor", scale), Of("add_offset", offset))[0];
            Assert.Equal((float)(raw * scale + offset), decoded);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Fill_and_every_missing_value_are_nan() =>
        Same([1, float.NaN, float.NaN, float.NaN], Decode<short>(NetCdfType.Short, [1, -999, -1, -2], Of<short>("_FillValue", -999), Of<short>("missing_value", -1, -2)));

    [Fact]
    public void A_fill_value_written_as_double_meets_its_float() =>
        Same([float.NaN, 1], Decode<float>(NetCdfType.Float, [1e15f, 1], Of("missing_value", 1e15)));

    [Fact]
    public void The_default_fill_counts_but_not_for_bytes()
    {
        Same([float.NaN, 0], Decode<float>(NetCdfType.Float, [9.96921e36f, 0]));
        Same([float.NaN, 0], Decode<short>(NetCdfType.Short, [-32767, 0]));
        Same([-127, 0], Decode<sbyte>(NetCdfType.Byte, [-127, 0]));
        Same([-32767, float.NaN], Decode<short>(NetCdfType.Short, [-32767, 7], Of<short>("_FillValue", 7)));
    }

    [Fact]
    public void Limits_of_the_stored_type_are_packed() =>
        Same([float.NaN, 1, 10, float.NaN], Decode<short>(NetCdfType.Short, [1, 10, 100, 101], Of("scale_factor", 0.1), Of<short>("valid_range", 10, 100)));

    [Fact]
    public void Limits_of_the_unpacked_type_are_unpacked() =>
        Same([(float)0.1, 1, float.NaN], Decode<short>(NetCdfType.Short, [1, 10, 101], Of("scale_factor", 0.1), Of("valid_min", 0.0), Of("valid_max", 10.0)));

    [Fact]
    public void Unsigned_turns_values_fill_and_limits()
    {
        Same([200, float.NaN, float.NaN], Decode<sbyte>(NetCdfType.Byte, [-56, -1, -2], Text("_Unsigned", "true"), Of<sbyte>("_FillValue", -1), Of<sbyte>("valid_range", 0, -3)));
        Same([-1], Decode<byte>(NetCdfType.UByte, [255], Text("_Unsigned", "false")));
    }

    [Fact]
    public void Nan_stays_nan_and_a_nan_fill_harms_nothing() =>
        Same([float.NaN, 2], Decode<float>(NetCdfType.Float, [float.NaN, 2], Of("_FillValue", float.NaN)));

    [Fact]
    public void A_scale_that_is_text_is_named()
    {
        var error = Assert.Throws<DataException>(() => Decode<short>(NetCdfType.Short, [1], Text("scale_factor", "0.1f")));
        Assert.Contains("f.nc: v: scale_factor", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_values_decode_as_each_of_them_does()
    {
        // More than 65,536 of them go through a table, floats through vectors; a few go one by one.
        var random = new Random(11);
        short[] shorts = [.. Enumerable.Range(0, 70_001).Select(_ => (short)random.Next(short.MinValue, short.MaxValue + 1))];
        NetCdfAttribute[] packing = [Of("scale_factor", -0.0125), Of("add_offset", 250.0), Of<short>("_FillValue", -5), Of<short>("missing_value", 17, 18), Of<short>("valid_range", -30_000, 32_000)];
        Alike(NetCdfType.Short, shorts, packing);
        Alike(NetCdfType.Short, shorts, [.. packing, Text("_Unsigned", "true")]);
        Alike(NetCdfType.Byte, [.. shorts.Select(s => (sbyte)s)], Of("scale_factor", 0.5f), Of<sbyte>("_FillValue", -128));
        float[] floats = [.. shorts.Select((s, i) => i % 7 == 0 ? 1e15f : i % 11 == 0 ? float.NaN : s / 3f)];
        Alike(NetCdfType.Float, floats, Of("_FillValue", 1e15f), Of("missing_value", floats[1], floats[2]));
        Alike(NetCdfType.Float, floats);
    }

    [Theory]
    [InlineData("scale_factor")]
    [InlineData("add_offset")]
    [InlineData("valid_min")]
    public void An_attribute_of_two_values_where_one_is_meant_is_named(string name)
    {
        var error = Assert.Throws<DataException>(() => Decode<short>(NetCdfType.Short, [1], Of(name, 1.0, 2.0)));
        Assert.Equal($"f.nc: v: {name} has 2 values, not 1", error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_scale_that_makes_no_numbers_is_refused(double scale) =>
        Assert.Contains("f.nc: v: scale_factor", Assert.Throws<DataException>(() => Decode<short>(NetCdfType.Short, [1], Of("scale_factor", scale))).Message, StringComparison.Ordinal);

    static void Alike<T>(NetCdfType type, T[] raw, params NetCdfAttribute[] attributes) where T : unmanaged =>
        Same([.. raw.Select(value => Decode<T>(type, [value], attributes)[0])], Decode(type, raw, attributes));

    static float[] Decode<T>(NetCdfType type, T[] raw, params NetCdfAttribute[] attributes) where T : unmanaged
    {
        var variable = new NetCdfVariable(null!, "f.nc", "v", type, [new NetCdfDimension("x", raw.Length, false)], new NetCdfAttributes([.. attributes]));
        float[] decoded = new float[raw.Length];
        PackedValues.Of(variable).Decode(MemoryMarshal.AsBytes<T>(raw), decoded.AsSpan());
        return decoded;
    }

    static NetCdfAttribute Of<T>(string name, params T[] values) where T : unmanaged =>
        new(name, NetCdfTypes.Of<T>(), MemoryMarshal.AsBytes<T>(values).ToArray());

    static NetCdfAttribute Text(string name, string text) => new(name, NetCdfType.Char, System.Text.Encoding.UTF8.GetBytes(text));

    static void Same(float[] expected, float[] actual) => Assert.Equal(expected, actual);
}
