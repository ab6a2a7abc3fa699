using System.Globalization;
using System.Net;
using System.Text;
using Rossby.Core;

namespace Rossby.Eval;

/// <summary>The report of a run: one self-contained page, pictures and style within, no scripts.</summary>
internal sealed record ReportPage
{
    /// <summary>The scores.</summary>
    public required Scores Scores { get; init; }

    /// <summary>The set.</summary>
    public required Manifest Manifest { get; init; }

    /// <summary>What the label is.</summary>
    public required string LabelExplanation { get; init; }

    /// <summary>The training curve as PNG, or null.</summary>
    public byte[]? Curve { get; init; }

    /// <summary>The maps.</summary>
    public required IReadOnlyList<ReportFigure> Maps { get; init; }

    /// <summary>The resolved config, or null.</summary>
    public string? ConfigJson { get; init; }

    /// <summary>What the run stood on, or null.</summary>
    public string? ProvenanceJson { get; init; }

    /// <summary>The page.</summary>
    public string ToHtml()
    {
        var sections = new ScoreSections(Scores);
        var html = new StringBuilder();
        html.Append($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{E(Scores.Run)}: storms found and scored</title>
            <style>
            {ReportStyle.Css}
            </style>
            </head>
            <body>
            <main>
            <h1>{E(Scores.Run)}</h1>
            <p class="quiet">Tropical cyclones and atmospheric rivers, found cell by cell: {Scores.Samples} samples of the split {E(Scores.Split)}, checkpoint {E(Scores.Checkpoint)}, scored against {E(Scores.Label)}.</p>

            """);
        foreach (string notice in Scores.Notices) html.Append($"<p class=\"notice\">{E(notice)}</p>\n");
        html.Append(sections.Cards());
        Section("Scores beside the baselines", sections.Methods());
        Section("Class by class", sections.ByClass());
        Section("Confusion matrix", sections.Confusion());
        if (Curve is not null)
            Section("Training", Figure(new ReportFigure(Curve, "Loss of training and validation, and IoU of the validation split, over training steps.")));
        if (Maps.Count > 0) Section("Maps", string.Concat(Maps.Select(Figure)));
        Section("The label", $"<p>{E(LabelExplanation)}</p>\n");
        Section("The data", Data());
        if (ConfigJson is not null) Section("Config", Folded("The resolved config, every default written out", ConfigJson));
        if (ProvenanceJson is not null) Section("Provenance", Folded("What the run stood on", ProvenanceJson));
        html.Append($"<p class=\"quiet\">Weights SHA-256 <code>{E(Scores.WeightsHash)}</code><br>Data root <code>{E(Scores.DataRoot)}</code></p>\n");
        return html.Append("</main>\n</body>\n</html>\n").ToString();

        void Section(string title, string body) => html.Append($"<section>\n<h2>{E(title)}</h2>\n{body}</section>\n");
    }

    static string Figure(ReportFigure figure) =>
        $"<figure><div class=\"scroll\"><img src=\"data:image/png;base64,{Convert.ToBase64String(figure.Png)}\" alt=\"{E(figure.Caption)}\"></div>"
        + $"<figcaption>{E(figure.Caption)}</figcaption></figure>\n";

    static string Folded(string title, string text) => $"<details><summary>{E(title)}</summary>\n<pre>{E(text.Trim())}</pre></details>\n";

    string Data()
    {
        var grid = Manifest.Grid();
        var html = new StringBuilder(string.Create(CultureInfo.InvariantCulture,
            $"<p>{(grid.IsGlobal ? "Global" : "Regional")} grid of {grid.Height} x {grid.Width} cells, "
            + $"{grid.LatitudeSpacingDeg:0.##} x {grid.LongitudeSpacingDeg:0.##} degrees, calendar {E(Manifest.Calendar)}. "));
        html.Append("Samples: ").Append(string.Join(", ", SplitName.All.Select(split => $"{split} {Manifest.ShardsOf(split).Sum(s => s.Samples)}")))
            .Append($". {E(Manifest.SplitDescription)}</p>\n");
        html.Append("<p class=\"quiet\">Channels, with the statistics of the training split:</p>\n<div class=\"scroll\"><table>\n")
            .Append("<thead><tr><th>channel</th><th>units</th>")
            .Append("<th>mean</th><th>deviation</th><th>minimum</th><th>maximum</th><th>missing</th></tr></thead>\n<tbody>\n");
        foreach (var channel in Manifest.Channels)
        {
            html.Append(string.Create(CultureInfo.InvariantCulture,
                $"<tr><td>{E(channel.Name)} <span class=\"quiet\">{E(channel.LongName)}</span></td><td>{E(channel.Units)}</td><td>{channel.Mean:G4}</td>"
                + $"<td>{channel.StandardDeviation:G4}</td><td>{channel.Minimum:G4}</td><td>{channel.Maximum:G4}</td><td>{100 * channel.MissingShare:0.##} %</td></tr>\n"));
        }
        return html.Append("</tbody></table></div>\n").ToString();
    }

    static string E(string text) => WebUtility.HtmlEncode(text);
}
