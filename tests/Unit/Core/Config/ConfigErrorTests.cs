using Xunit;

namespace Rossby.Tests.Unit;

/// <summary>What a mistake in a config looks like to the one who made it; the texts are the promise.</summary>
public class ConfigErrorTests
{
    static string[] After(string what, string with) => ConfigText.Findings(ConfigText.Synthetic.Replace(what, with, StringComparison.Ordinal));

    [Fact]
    public void A_misspelt_key_is_named_with_line_column_and_the_nearest_known_key() =>
        Assert.Equal(["p.json:10:29: $.train.optimizer.learningrate: unknown key; did you mean 'learningRate'?"],
            After("""{ "epochs": 3 }""", """{ "optimizer": { "learningrate": 0.1, "name": "adamw" } }"""));

    [Fact]
    public void All_mistakes_are_reported_together_in_the_order_of_the_file() =>
        Assert.Equal(
            [
                "p.json:6:18: $.ingest.channels[0]: expected a string, got 7",
                "p.json:10:3: $.trian: unknown key; did you mean 'train'?",
            ],
            ConfigText.Findings(ConfigText.Synthetic.Replace("[\"TMQ\"", "[7", StringComparison.Ordinal).Replace("\"train\"", "\"trian\"", StringComparison.Ordinal)));

    [Theory]
    [InlineData("\"fast\"", "expected a whole number, got \"fast\"")]
    [InlineData("2.5", "expected a whole number, got 2.5")]
    [InlineData("0", "must be in [1, 100000], got 0")]
    [InlineData("null", "expected a whole number, got null")]
    [InlineData("[1]", "expected a whole number, got an array")]
    [InlineData("true", "expected a whole number, got true")]
    public void A_value_that_does_not_fit_says_what_was_expected_and_what_was_found(string value, string message) =>
        Assert.Equal([$"p.json:10:24: $.train.epochs: {message}"], After("\"epochs\": 3", $"\"epochs\": {value}"));

    [Theory]
    [InlineData("\"aliases\": { \"PSLL\": [\"x\"] }", "$.ingest.source.aliases.PSLL: neither a channel nor the CF standard name of one; did you mean 'PSL'?")]
    [InlineData("\"aliases\": { \"eastward_winds\": [\"x\"] }", "$.ingest.source.aliases.eastward_winds: neither a channel nor the CF standard name of one; did you mean 'eastward_wind'?")]
    [InlineData("\"allowApproximate\": [\"UBOTT\"]", "$.ingest.source.allowApproximate[0]: unknown channel 'UBOTT'; did you mean 'UBOT'?")]
    [InlineData("\"variables\": { \"UBOT\": \"u@10k\" }", "$.ingest.source.variables.UBOT: must be a variable's name, or name@level with the level in hPa such as 'u@850' or a height such as 'u@10m', got \"u@10k\"")]
    public void Names_that_would_never_be_looked_for_are_found_before_a_file_is_read(string member, string message) =>
        Assert.EndsWith(message, Assert.Single(After("\"kind\": \"synthetic\"", $"\"kind\": \"files\", \"paths\": [\"a.nc\"], {member}")), StringComparison.Ordinal);

    [Fact]
    public void Synthetic_weather_gives_what_is_made_of_its_channels_and_nothing_else()
    {
        Assert.Equal("VORT850", ConfigText.Load(ConfigText.Synthetic.Replace("\"TMQ\"", "\"VORT850\"", StringComparison.Ordinal)).Config.Ingest.Channels[0]);
        Assert.Contains("synthetic weather has no 'IVT'", Assert.Single(After("\"TMQ\"", "\"IVT\"")), StringComparison.Ordinal);
    }

    [Fact]
    public void An_open_bound_is_shown_open() =>
        Assert.Equal(["p.json:10:62: $.train.optimizer.learningRate: must be in (0, 10], got -0.001"],
            After("\"epochs\": 3", "\"optimizer\": { \"name\": \"adamw\", \"learningRate\": -0.001 }"));

    [Fact]
    public void An_unknown_choice_names_the_known_ones() =>
        Assert.Equal(["p.json:5:25: $.ingest.source.kind: expected one of 'files', 'synthetic', got \"synthetik\"; did you mean 'synthetic'?"],
            After("\"kind\": \"synthetic\"", "\"kind\": \"synthetik\""));

    [Fact]
    public void A_missing_choice_names_the_known_ones() =>
        Assert.Equal(["p.json:5:15: $.ingest.source.kind: missing; choose one of 'files', 'synthetic'"], After("\"kind\": \"synthetic\"", ""));

    [Fact]
    public void A_missing_section_is_named_at_the_object_that_lacks_it() =>
        Assert.StartsWith("p.json:4:13: $.ingest.labels: missing; it has no default", Assert.Single(After("\"labels\": { \"method\": \"variable\" },", "")), StringComparison.Ordinal);

    [Fact]
    public void A_key_written_twice_is_refused() =>
        Assert.Equal(["p.json:10:27: $.train.epochs: written twice; first at line 10, column 14"],
            After("\"epochs\": 3", "\"epochs\": 3, \"epochs\": 4"));

    [Fact]
    public void Broken_json_is_named_with_line_and_column() =>
        Assert.StartsWith("p.json:10:", Assert.Single(After("{ \"epochs\": 3 }", "{ \"epochs\" 3 }")), StringComparison.Ordinal);

    [Fact]
    public void An_unknown_channel_is_refused_with_the_nearest() =>
        Assert.Equal(["p.json:6:25: $.ingest.channels[1]: unknown channel 'U85'; did you mean 'U850'?"], After("\"U850\"", "\"U85\""));

    [Fact]
    public void A_channel_listed_twice_is_refused() =>
        Assert.Equal(["p.json:6:33: $.ingest.channels[2]: 'TMQ' is listed twice"], After("\"V850\"", "\"TMQ\""));

    [Fact]
    public void A_dilation_rate_larger_than_half_its_map_is_refused() =>
        Assert.Equal(["p.json:9:97: $.model.atrousRates[2]: must be at most 12, half the shorter side of the 24 x 36 map that stride 4 leaves of 96 x 144, got 13"],
            After("[2, 4, 6]", "[2, 4, 13]"));

    [Fact]
    public void Splits_that_exceed_the_whole_are_refused_where_the_section_stands() =>
        Assert.Equal(["p.json:7:50: $.ingest.split: train, validation and test must sum to at most 1, got 1.1"],
            After("\"labels\": { \"method\": \"variable\" },", "\"labels\": { \"method\": \"variable\" }, \"split\": { \"method\": \"blocks\", \"train\": 0.8 }"));

    [Fact]
    public void Dates_that_are_none_and_spans_that_overlap_are_refused()
    {
        string[] findings = After("\"labels\": { \"method\": \"variable\" },",
            "\"labels\": { \"method\": \"variable\" }, \"split\": { \"method\": \"ranges\", \"train\": [\"2001/2003\", \"2004-13\"], \"test\": [\"2003-05-01\"] }");
        Assert.Contains(findings, f => f.Contains("$.ingest.split.train[1]: must be a day, month or year", StringComparison.Ordinal));
        Assert.Contains(findings, f => f.EndsWith("\"2003-05-01\" overlaps \"2001/2003\" of $.ingest.split.train[0]", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("../escape")]
    [InlineData("")]
    [InlineData("-rf")]
    public void A_name_that_is_no_folder_is_refused(string name) =>
        Assert.Contains("must be a folder's name", Assert.Single(After("\"name\": \"t\"", $"\"name\": \"{name}\"")), StringComparison.Ordinal);

    [Fact]
    public void A_split_without_samples_cannot_be_scored() =>
        Assert.StartsWith("--set eval.split=validation: $.eval.split: the validation split is empty: ingest.split gives it nothing; ", Assert.Single(
            ConfigText.Findings(ConfigText.Synthetic, "ingest.split.validation=0", "eval.split=validation")), StringComparison.Ordinal);
}
