using Rossby.Core;
using Rossby.NetCdf;
using Xunit;

namespace Rossby.Tests.Unit.NetCdf;

/// <summary>Classic files laid out by hand: no native library is in play.</summary>
public sealed class ClassicFileTests : IDisposable
{
    readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void Two_record_variables_alternate_with_padding()
    {
        int begin = ClassicBytes.Shorts(2, ("a", true, 0), ("b", true, 0)).Length;
        var file = ClassicBytes.Shorts(2, ("a", true, begin), ("b", true, begin + 8)).Shorts(1, 2, 3, 0, 11, 12, 13, 0, 4, 5, 6, 0, 14, 15, 16);
        using var netcdf = Open(file); // the padding after the last value is not there: legal
        Assert.Equal([1, 2, 3, 4, 5, 6], netcdf["a"].Read<short>());
        Assert.Equal([11, 12, 13, 14, 15, 16], netcdf["b"].Read<short>());
        Assert.Equal([13.0, 16.0], netcdf["b"].ReadDoubles([0, 2], [2, 1]));
        Assert.Equal(NetCdfFormat.Classic, netcdf.Format);
    }

    [Fact]
    public void A_lone_record_variable_is_not_padded()
    {
        int begin = ClassicBytes.Shorts(2, ("a", true, 0)).Length;
        using var netcdf = Open(ClassicBytes.Shorts(2, ("a", true, begin)).Shorts(1, 2, 3, 4, 5, 6));
        Assert.Equal([1, 2, 3, 4, 5, 6], netcdf["a"].Read<short>());
    }

    [Fact]
    public void A_streaming_writer_left_the_number_of_records_to_the_length()
    {
        int begin = ClassicBytes.Shorts(-1, ("a", true, 0), ("b", true, 0)).Length;
        using var netcdf = Open(ClassicBytes.Shorts(-1, ("a", true, begin), ("b", true, begin + 8)).Shorts(1, 2, 3, 0, 11, 12, 13, 0, 4, 5, 6, 0, 14, 15, 16));
        Assert.Equal(2, netcdf["a"].Shape[0]);
        Assert.Equal([4.0, 5.0, 6.0], netcdf["a"].ReadDoubles([1, 0], [1, 3]));
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        int begin = ClassicBytes.Shorts(2, ("whole", false, 0), ("cut", false, 0)).Length;
        var file = ClassicBytes.Shorts(0, ("whole", false, begin), ("cut", false, begin + 8)).Shorts(1, 2, 3, 0, 4, 5);
        Assert.Contains("variable cut ", Assert.Throws<DataException>(() => Open(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_records_has_none_to_miss()
    {
        int begin = ClassicBytes.Shorts(0, ("a", true, 0)).Length;
        using var netcdf = Open(ClassicBytes.Shorts(0, ("a", true, begin)));
        Assert.Equal([0, 3], netcdf["a"].Shape);
        Assert.Empty(netcdf["a"].ReadDoubles());
    }

    [Theory]
    [InlineData(2147483647)]
    [InlineData(-2)]
    public void A_count_that_cannot_be_is_damage(int count)
    {
        var file = new ClassicBytes(1).Word(0).Word(10).Word(count).Name("t").Word(0);
        Assert.Throws<DataException>(() => Open(file));
    }

    NetCdfFile Open(ClassicBytes file)
    {
        File.WriteAllBytes(path, file.ToArray());
        return NetCdfFile.Open(path);
    }
}
