namespace Rossby.Core;

/// <summary>Shares that fit into the whole; spans of dates that are dates and do not overlap.</summary>
internal static class SplitRules
{
    public static void Check(SplitConfig split, ConfigFindings findings)
    {
        if (split is ShareSplitConfig shares) Check(shares, findings);
        else if (split is RangeSplitConfig ranges) Check(ranges, findings);
    }

    static void Check(ShareSplitConfig shares, ConfigFindings findings)
    {
        double sum = shares.Train + shares.Validation + shares.Test;
        if (sum > 1 + 1e-9)
            findings.Add("$.ingest.split", FormattableString.Invariant($"train, validation and test must sum to at most 1, got {sum:0.######}"));
    }

    static void Check(RangeSplitConfig ranges, ConfigFindings findings)
    {
        if (ranges.Train.Count == 0) findings.Add("$.ingest.split.train", "must hold at least one day, month, year or span");
        var read = new List<(string Path, string Text, DateSpan Span)>();
        foreach (var (split, entries) in new[] { (SplitName.Train, ranges.Train), (SplitName.Validation, ranges.Validation), (SplitName.Test, ranges.Test) })
        {
            for (int i = 0; i < entries.Count; i++)
            {
                string path = $"$.ingest.split.{split}[{i}]";
                if (DateSpan.TryParse(entries[i], out var span)) read.Add((path, entries[i], span));
                else findings.Add(path, $"must be a day, month or year (2015-12-03, 2015-12, 2015) or a span first/last of them, got \"{entries[i]}\"");
            }
        }
        for (int i = 0; i < read.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (read[i].Span.Overlaps(read[j].Span)) findings.Add(read[i].Path, $"\"{read[i].Text}\" overlaps \"{read[j].Text}\" of {read[j].Path}");
            }
        }
    }
}
