using Rossby.Core;
using Rossby.NetCdf;
using Xunit;

namespace Rossby.Tests.Native.Ingest;

/// <summary>Wrong inputs of the kinds that users bring: each is named, none passes in silence; right ones pass without a word.</summary>
public sealed class WrongInputTests(Weather weather) : IClassFixture<Weather>, IDisposable
{
    readonly TemporaryFolder folder = new();

    public static TheoryData<string> Channels => [.. ClimateChannels.Cam5.Select(c => c.Name)];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Right_input_passes_without_a_word()
    {
        Write([.. ClimateChannels.Cam5.Select(c => (c.Name, c.Units, weather.Field(c.Name)))]);
        Assert.Equal("", Guard([.. ClimateChannels.Cam5.Select(c => c.Name)]));
    }

    [Theory]
    [InlineData("PSL", "hPa", 0.01, 0)]
    [InlineData("PS", "mb", 0.01, 0)]
    [InlineData("TREFHT", "degC", 1, -273.15)]
    [InlineData("Z200", "m2 s-2", 9.80665, 0)]
    [InlineData("QREFHT", "g kg-1", 1000, 0)]
    [InlineData("PRECT", "mm day-1", 86400e3, 0)]
    public void Another_unit_that_says_so_passes_and_one_that_lies_is_named_with_its_remedy(string channel, string units, double scale, double offset)
    {
        float[] values = [.. weather.Field(channel).Select(v => (float)(v * scale + offset))];
        Write((channel, units, values));
        Assert.Equal("", Guard(channel));
        Write((channel, ClimateChannels.Find(channel)!.Units, values));
        string lying = Guard(channel);
        Assert.Contains($"x.nc: channel {channel} (variable {channel})", lying, StringComparison.Ordinal);
        if (channel != "PRECT") Assert.Contains("error [physical-range]", lying, StringComparison.Ordinal);
        Assert.Contains($"\"units\": {{ \"{channel}\": \"{(units == "mb" ? "hPa" : units)}\" }}", lying, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("T500", "degC", "kelvin already")]
    [InlineData("PSL", "hPa", "Pa already")]
    public void An_attribute_that_asks_for_a_conversion_too_many_is_named(string channel, string units, string guess)
    {
        Write((channel, units, weather.Field(channel)));
        Assert.Contains(guess, Guard(channel), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public void A_scale_wrong_by_ten_or_more_either_way_is_named_with_and_without_an_offset(string channel)
    {
        float[] field = weather.Field(channel);
        double mean = field.Average(v => (double)v);
        foreach (double factor in (double[])[0.001, 0.01, 0.1, 10, 100, 1000])
        {
            Write((channel, ClimateChannels.Find(channel)!.Units, [.. field.Select(v => (float)(v * factor))]));
            Assert.Contains($"channel {channel} (variable {channel})", Guard(channel), StringComparison.Ordinal);
            if (channel is "PRECT" or "QREFHT" or "TMQ") continue; // packing has no say about values that end at 0
            // As packed numbers have it whose add_offset is right and whose scale_factor is not.
            Write((channel, ClimateChannels.Find(channel)!.Units, [.. field.Select(v => (float)((v - mean) * factor + mean))]));
            Assert.Contains($"channel {channel} (variable {channel})", Guard(channel), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("U850", "V850")]
    [InlineData("UBOT", "VBOT")]
    public void Swapped_winds_are_named_on_a_globe(string zonal, string meridional)
    {
        Write((zonal, "m s-1", weather.Field(meridional)), (meridional, "m s-1", weather.Field(zonal)));
        Assert.Contains($"warning [winds-swapped] channels {zonal} and {meridional}", Guard(zonal, meridional), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(0)]
    [InlineData(Weather.Height - 1)]
    public void One_row_without_values_is_named_with_its_latitude(int row)
    {
        float[] field = weather.Field("TMQ");
        field.AsSpan(row * Weather.Width, Weather.Width).Fill(float.NaN);
        Write(("TMQ", "kg m-2", field));
        Assert.Contains(FormattableString.Invariant($"warning [missing-row] {folder["x.nc"]}: channel TMQ (variable TMQ): 1 row(s) without any value at 2001-01-01T00:00:00, at latitude {weather.Grid.LatitudeDeg[row]:0.####},"),
            Guard("TMQ"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_thins_out_towards_a_pole_is_no_lost_row()
    {
        float[] field = weather.Field("U850");
        for (int i = 0; i < field.Length; i++)
        {
            int row = i / Weather.Width % Weather.Height, column = i % Weather.Width;
            if (row < 2 || row < 5 && column < 50 - 8 * row) field[i] = float.NaN; // as pressure levels below Antarctica
        }
        Write(("U850", "m s-1", field));
        Assert.Equal("", Guard("U850"));
    }

    [Fact]
    public void One_value_everywhere_and_no_value_anywhere_are_errors()
    {
        Write(("TS", "K", [.. weather.Field("TS").Select(_ => 280f)]), ("TMQ", "kg m-2", [.. weather.Field("TS").Select(_ => float.NaN)]));
        string said = Guard("TS", "TMQ");
        Assert.Contains("error [constant]", said, StringComparison.Ordinal);
        Assert.Contains("every cell is 280 K", said, StringComparison.Ordinal);
        Assert.Contains("error [all-missing]", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_that_repeat_go_back_or_are_left_out_are_named_and_allowed_errors_are_warnings()
    {
        Write([0, 1, 2, 3, 3, 4, 5, 6], ("TS", "K", weather.Field("TS")));
        Assert.Contains("error [times-repeated]", Guard("TS"), StringComparison.Ordinal);
        Assert.Contains("TS holds 2001-01-04T00:00:00 twice", Guard("TS"), StringComparison.Ordinal);
        Assert.Contains("warning [times-repeated]", Guard(new GuardConfig { Allow = ["times-repeated"] }, "TS"), StringComparison.Ordinal);
        Write([0, 1, 3, 2, 4, 5, 6, 7], ("TS", "K", weather.Field("TS")));
        Assert.Contains("times go back from 2001-01-04T00:00:00 to 2001-01-03T00:00:00", Guard("TS"), StringComparison.Ordinal);
        Write([0, 1, 2, 3, 6, 7, 8, 9], ("TS", "K", weather.Field("TS")));
        Assert.Contains("1 gap(s) in steps of 24 h: 72 h from 2001-01-04T00:00:00 to 2001-01-07T00:00:00", Guard("TS"), StringComparison.Ordinal);
    }

    [Fact]
    public void All_findings_come_together()
    {
        float[] pressure = [.. weather.Field("PSL").Select(v => v / 100)];
        Write([0, 1, 2, 3, 3, 4, 5, 9], ("PSL", "Pa", pressure), ("U850", "m s-1", weather.Field("V850")), ("V850", "m s-1", weather.Field("U850")));
        string said = Guard("PSL", "U850", "V850");
        Assert.All(["error [physical-range]", "error [times-repeated]", "warning [winds-swapped]", "warning [time-gap]"], kind => Assert.Contains(kind, said, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(NetCdfWriteFormat.NetCdf4)]
    [InlineData(NetCdfWriteFormat.Offset64)]
    public void A_file_cut_at_any_tenth_is_named(NetCdfWriteFormat format)
    {
        weather.Write(folder["x.nc"], format, Weather.Days, ("PSL", "Pa", weather.Field("PSL")), ("TS", "K", weather.Field("TS")));
        byte[] whole = File.ReadAllBytes(folder["x.nc"]);
        for (int tenth = 0; tenth < 10; tenth++)
        {
            File.WriteAllBytes(folder["x.nc"], whole[..(whole.Length * tenth / 10)]);
            var error = Assert.Throws<DataException>(() => Guard("PSL", "TS"));
            Assert.Contains(folder["x.nc"], error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_level_that_is_not_there_is_named()
    {
        Write(("U500", "m s-1", weather.Field("U850")));
        Assert.Contains("channel U850 was not found", Assert.Throws<DataException>(() => Guard("U850")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_written_when_there_are_errors()
    {
        Write(("PSL", "Pa", [.. weather.Field("PSL").Select(v => v / 100)]));
        var error = Assert.Throws<DataException>(() => Ingested.Run(
            new IngestConfig { Source = new FilesSourceConfig { Paths = ["x.nc"] }, Channels = ["PSL"], Labels = new NoLabelsConfig() }, folder.Path));
        Assert.Contains("1 error(s) in the source", error.Message, StringComparison.Ordinal);
        Assert.Contains("\"guard\": { \"allow\": [\"physical-range\"] } in $.ingest", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["data"]));
    }

    void Write(params ReadOnlySpan<(string, string, float[])> variables) => Write(Weather.Days, variables);

    void Write(double[] days, params ReadOnlySpan<(string, string, float[])> variables) => weather.Write(folder["x.nc"], NetCdfWriteFormat.Offset64, days, variables);

    string Guard(params string[] channels) => Guard(new GuardConfig(), channels);

    // Everything that is said, a line each, beginning with its severity.
    string Guard(GuardConfig config, params string[] channels) => Guarded.Say(new FilesSourceConfig { Paths = ["x.nc"] }, folder.Path, channels, config);
}
