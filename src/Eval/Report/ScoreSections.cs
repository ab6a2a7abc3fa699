using System.Globalization;
using System.Net;
using System.Text;
using Rossby.Core;

namespace Rossby.Eval;

/// <summary>The report's numbers: headline, table beside the baselines, by class, confusion matrix.</summary>
internal sealed class ScoreSections(Scores scores)
{
    static readonly int[] Storms = [SegmentationClass.TropicalCyclone, SegmentationClass.AtmosphericRiver];

    string Ignored => string.Create(CultureInfo.InvariantCulture,
        $"Undecided cells, left out: {100 * scores.IgnoredShare:0.##} % of cells, {100 * scores.IgnoredAreaShare:0.##} % of area.");

    /// <summary>Three large numbers.</summary>
    public string Cards()
    {
        var html = new StringBuilder("<div class=\"cards\">\n");
        int present = scores.Network.Cells.ClassesPresent;
        string over = present == SegmentationClass.Count ? "three classes" : $"the {present} classes present";
        html.Append($"<div class=\"card\"><span>mean IoU</span><b>{Scores.Text(scores.MeanIou)}</b><span>over {over}</span></div>\n");
        foreach (int storm in Storms)
        {
            var score = scores.Network.Cells.Classes[storm];
            string below = !score.IsPresent ? "absent from the labels"
                : scores.BestBaseline(storm) is { } best ? $"best baseline {Scores.Text(best.Cells.Classes[storm].Iou)} ({best.Name})"
                : "no baseline scored";
            html.Append($"<div class=\"card\"><span>{score.Name} IoU</span><b>{Scores.Text(score.Iou)}</b><span>{E(below)}</span></div>\n");
        }
        return html.Append("</div>\n").ToString();
    }

    /// <summary>The network beside the baselines, by cells and by area.</summary>
    public string Methods()
    {
        var html = new StringBuilder("<div class=\"scroll\"><table>\n");
        html.Append("<thead><tr><th rowspan=\"2\">method</th>")
            .Append("<th colspan=\"4\" class=\"group\">IoU, cells</th><th colspan=\"4\" class=\"group\">IoU, area</th></tr>\n<tr>");
        for (int i = 0; i < 2; i++)
        {
            html.Append("<th class=\"group\">mean</th>");
            foreach (string name in SegmentationClass.Names) html.Append($"<th>{Broken(name)}</th>");
        }
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var method in All())
        {
            html.Append(method == scores.Network ? "<tr class=\"network\">" : "<tr>").Append($"<td>{E(method.Name)}</td>");
            foreach (var table in new[] { method.Cells, method.Area })
            {
                html.Append($"<td class=\"group\">{Scores.Text(table.MeanIou)}</td>");
                foreach (var score in table.Classes) html.Append($"<td>{(score.IsPresent ? Scores.Text(score.Iou) : "absent")}</td>");
            }
            html.Append("</tr>\n");
        }
        html.Append($"</tbody></table></div>\n")
            .Append($"<p class=\"quiet\">IoU, every cell counting one and weighted by area. The mean is over the classes present. {Ignored}</p>\n");
        if (scores.Baselines.Count == 0) return html.ToString();
        html.Append("<p class=\"quiet\">The baselines decide each cell from its own values and were fitted on the training split:</p>\n")
            .Append("<ul class=\"methods quiet\">\n");
        foreach (var baseline in scores.Baselines) html.Append($"<li><strong>{E(baseline.Name)}</strong>: {E(baseline.Description)}</li>\n");
        return html.Append("</ul>\n").ToString();
    }

    /// <summary>IoU, precision and recall of each class, and the predecessors' own numbers.</summary>
    public string ByClass()
    {
        var html = new StringBuilder("<div class=\"scroll\"><table>\n");
        html.Append("<thead><tr><th rowspan=\"2\">class</th>")
            .Append("<th colspan=\"3\" class=\"group\">cells</th><th colspan=\"3\" class=\"group\">area</th></tr>\n<tr>");
        for (int i = 0; i < 2; i++) html.Append("<th class=\"group\">IoU</th><th>precision</th><th>recall</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        for (int c = 0; c < SegmentationClass.Count; c++)
        {
            html.Append($"<tr><td>{SegmentationClass.Names[c]}</td>");
            foreach (var score in new[] { scores.Network.Cells.Classes[c], scores.Network.Area.Classes[c] })
            {
                html.Append(score.IsPresent
                    ? $"<td class=\"group\">{Scores.Text(score.Iou)}</td><td>{Scores.Text(score.Precision)}</td><td>{Scores.Text(score.Recall)}</td>"
                    : "<td class=\"group\" colspan=\"3\">absent from the labels</td>");
            }
            html.Append("</tr>\n");
        }
        html.Append($"</tbody></table></div>\n<p class=\"quiet\">{Ignored}</p>\n");
        html.Append("<p class=\"quiet\">Under the predecessors' own definitions, not comparable with the headline: ")
            .Append($"MLPerf HPC, mean over samples with an absent class counting 1: {Scores.Text(scores.Network.MlPerfPerSampleMeanIou)}; ")
            .Append($"2018 system, streaming mean over classes labelled or predicted: {Scores.Text(scores.Network.StreamingMeanIou2018)}.</p>\n");
        return html.ToString();
    }

    /// <summary>The network's confusion matrix.</summary>
    public string Confusion()
    {
        var html = new StringBuilder("<div class=\"scroll\"><table>\n");
        html.Append($"<thead><tr><th rowspan=\"2\">label</th><th colspan=\"{SegmentationClass.Count}\" class=\"group\">prediction</th>")
            .Append("<th rowspan=\"2\" class=\"group\">all</th></tr>\n<tr>");
        foreach (string name in SegmentationClass.Names)
            html.Append(name == SegmentationClass.Names[0] ? "<th class=\"group\">" : "<th>").Append($"{Broken(name)}</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        var matrix = scores.Network.Cells.Confusion;
        for (int row = 0; row < matrix.Count; row++)
        {
            double all = matrix[row].Sum();
            html.Append($"<tr><td>{SegmentationClass.Names[row]}</td>");
            for (int column = 0; column < matrix.Count; column++)
            {
                double share = all > 0 ? matrix[row][column] / all : 0;
                // Right answers in blue, wrong ones in orange, by their share of the row.
                string colour = row == column ? $"rgba(40, 110, 170, {Text(0.35 * share)})" : $"rgba(215, 105, 20, {Text(0.55 * share)})";
                html.Append($"<td{(row == column ? " class=\"diagonal\"" : "")} style=\"background:{colour}\">{Count(matrix[row][column])}")
                    .Append($"<br><span class=\"quiet\">{(all > 0 ? $"{Text(100 * share)} %" : "-")}</span></td>");
            }
            html.Append($"<td class=\"group\">{Count(all)}</td></tr>\n");
        }
        html.Append($"</tbody></table></div>\n")
            .Append($"<p class=\"quiet\">Cells by label (row) and prediction (column); below each count, its share of the row. {Ignored}</p>\n");
        return html.ToString();
    }

    IEnumerable<MethodScores> All() => scores.Baselines.Prepend(scores.Network);

    static string Broken(string name) => name.Replace(" ", "<br>");

    static string Count(double cells) => cells.ToString("#,0", CultureInfo.InvariantCulture);

    static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    static string E(string text) => WebUtility.HtmlEncode(text);
}
