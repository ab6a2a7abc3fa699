using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Rossby.Core;
using Xunit;

namespace Rossby.Tests.Unit;

public class CanonicalJsonTests
{
    static string Canonical(string json) => CanonicalJson.Of(JsonDocument.Parse(json).RootElement);

    [Theory]
    [InlineData("""{ "b": 1.0, "a": [ true, null, "x" ] }""", """{"a":[true,null,"x"],"b":1}""")]
    [InlineData("1e2", "100")]
    [InlineData("-0.0", "0")]
    [InlineData("0.10", "0.1")]
    [InlineData("18446744073709551615", "18446744073709551615")]
    [InlineData("1E-6", "1E-06")]
    public void Layout_and_the_writing_of_numbers_do_not_count(string json, string canonical) => Assert.Equal(canonical, Canonical(json));

    [Fact]
    public void The_order_of_members_does_not_count() => Prop.ForAll<Dictionary<string, int>>(members =>
    {
        string Write(IEnumerable<KeyValuePair<string, int>> order) =>
            "{" + string.Join(", ", order.Select(m => $"{JsonEncodedText.Encode(m.Key)}".Insert(0, "\"") + $"\" : {m.Value}")) + "}";
        return Canonical(Write(members)) == Canonical(Write(members.Reverse()));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_finite_number_keeps_its_value() => Prop.ForAll<NormalFloat>(number =>
        JsonDocument.Parse(Canonical(number.Get.ToString("R", System.Globalization.CultureInfo.InvariantCulture))).RootElement.GetDouble() == number.Get).QuickCheckThrowOnFailure();

    [Fact]
    public void A_section_changes_only_with_what_its_stage_reads()
    {
        var config = ConfigText.Load(ConfigText.Synthetic).Config;
        var other = config with { Eval = config.Eval with { Maps = 3 }, Name = "other" };
        Assert.Equal(ConfigSections.Of(StageName.Train, config), ConfigSections.Of(StageName.Train, other));
        Assert.Equal(ConfigSections.Of(StageName.Ingest, config), ConfigSections.Of(StageName.Ingest, other));
        Assert.NotEqual(ConfigSections.Of(StageName.Eval, config), ConfigSections.Of(StageName.Eval, other));
        Assert.NotEqual(ConfigSections.Of(StageName.Ingest, config), ConfigSections.Of(StageName.Ingest, config with { Seed = 2 }));
        var hurried = config with { Ingest = config.Ingest with { Threads = 7, MemoryMiB = 512 } };
        Assert.Equal(ConfigSections.Of(StageName.Ingest, config), ConfigSections.Of(StageName.Ingest, hurried));
    }
}
