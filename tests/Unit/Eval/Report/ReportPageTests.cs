using System.Xml;
using Rossby.Core;
using Rossby.Eval;
using Xunit;

namespace Rossby.Tests.Unit;

public class ReportPageTests
{
    static string Html(bool ruleMade = false)
    {
        var manifest = SampleReport.Manifest(ruleMade);
        return new ReportPage
        {
            Scores = SampleReport.Scores(manifest), Manifest = manifest, LabelExplanation = LabelWords.Explanation(manifest),
            Curve = [1, 2, 3], Maps = [new ReportFigure([4, 5, 6], "A map & more")], ConfigJson = "{ \"name\": \"a<b\" }",
        }.ToHtml();
    }

    [Fact]
    public void The_page_is_well_formed_and_loads_nothing_from_elsewhere()
    {
        string html = Html();
        // Void elements of HTML closed, it is XML: every tag matches and every character is escaped.
        string xml = html.Replace("<!DOCTYPE html>", "").Replace("charset=\"utf-8\">", "charset=\"utf-8\"/>").Replace("initial-scale=1\">", "initial-scale=1\"/>").Replace("<br>", "<br/>");
        xml = System.Text.RegularExpressions.Regex.Replace(xml, "(<img [^>]*)>", "$1/>");
        var document = new XmlDocument();
        document.LoadXml(xml);
        foreach (XmlElement image in document.GetElementsByTagName("img")) Assert.StartsWith("data:image/png;base64,", image.GetAttribute("src"));
        Assert.Equal(2, document.GetElementsByTagName("img").Count);
        Assert.DoesNotContain("http", html);
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("NaN", html);
        Assert.Contains("quick &lt;start&gt;", html);
    }

    [Fact]
    public void Every_table_of_scores_prints_the_ignored_share_and_synthetic_weather_is_said()
    {
        string html = Html();
        Assert.Equal(3, html.Split("Undecided cells, left out: 12.5 % of cells, 12.5 % of area.").Length - 1);
        Assert.Contains("<p class=\"notice\">Synthetic weather &lt;made&gt; by Rossby.</p>", html);
        Assert.Contains("absent from the labels", html);
    }

    [Fact]
    public void A_label_that_is_a_function_of_an_input_is_said_to_show_no_skill()
    {
        string html = Html(ruleMade: true);
        Assert.Contains("reference (ivt-threshold, version 1)", html);
        Assert.Contains("a function of the network&#39;s own input (ivt-threshold on IVT): these scores show plumbing, not skill", html);
        Assert.DoesNotContain("truth", html.Replace("ground truth", ""));
    }

    [Fact]
    public void The_summary_says_headline_classes_and_the_best_baseline()
    {
        var manifest = SampleReport.Manifest();
        // 7 decided cells: background 5 of 6, river 1 of 2.
        Assert.Equal(
            [
                "mean IoU: 0.667 (over the 2 classes present)",
                "background: IoU 0.833, precision 0.833, recall 1.000; best baseline IoU 0.714 (all background)",
                "tropical cyclone: absent from the labels of this split",
                "atmospheric river: IoU 0.500, precision 1.000, recall 0.500; best baseline IoU 0.000 (all background)",
            ],
            SampleReport.Scores(manifest).Summary);
    }

    [Fact]
    public void Scores_come_back_from_their_file()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("rossby-test-").FullName, "scores.json");
        var scores = SampleReport.Scores(SampleReport.Manifest());
        ScoresFile.Write(path, scores);
        Assert.Equal(scores.Summary, ScoresFile.Read(path).Summary);
        Assert.Contains("\"meanIou\": 0.66", File.ReadAllText(path));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        Assert.Throws<InputMissingException>(() => ScoresFile.Read(path));
    }

    [Fact]
    public void Maps_are_spread_over_the_split_and_stormy()
    {
        (int, int)[] rivers = [(0, 0), (0, 1), (0, 5), (0, 0), (0, 3), (0, 3), (0, 0), (0, 1), (0, 2)];
        Assert.Equal([2, 4, 8], MapChoice.Of(rivers, 3));
        // One cell of the only cyclone outweighs a part of the rivers' many.
        Assert.Equal([1], MapChoice.Of([(0, 90), (1, 10), (0, 80)], 1));
        Assert.Equal([0, 1], MapChoice.Of([(0, 7), (0, 7)], 6));
        Assert.Empty(MapChoice.Of(rivers, 0));
    }

    [Fact]
    public void Half_precision_shards_are_brought_back_to_physical_values()
    {
        var manifest = SampleReport.Manifest() with { ElementType = ElementType.BFloat16, Channels = [.. SampleReport.Manifest().Channels.Select(c => c with { Mean = 10, StandardDeviation = 2 })] };
        // 1.5 is 0x3FC0 in bfloat16, NaN 0x7FC0, -2 0xC000.
        var fields = new float[4];
        new StoredFields(manifest).Decode([0xC0, 0x3F, 0xC0, 0x7F, 0x00, 0xC0, 0x00, 0x00], fields);
        Assert.Equal([13f, float.NaN, 6f, 10f], fields);
        new StoredFields(manifest with { ElementType = ElementType.Float16 }).Decode([0x00, 0x3E, 0x00, 0x7E, 0x00, 0xC0, 0x00, 0x00], fields);
        Assert.Equal([13f, float.NaN, 6f, 10f], fields);
    }
}
