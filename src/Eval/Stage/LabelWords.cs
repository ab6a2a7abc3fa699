using Rossby.Core;

namespace Rossby.Eval;

/// <summary>What a label is, in words: labels made by rule are called reference, never truth (SCIENCE, Labels).</summary>
internal static class LabelWords
{
    /// <summary>The label's name: <c>truth (planted)</c>, <c>truth (variable LABELS)</c>, <c>reference (ivt-threshold, version 1)</c>.</summary>
    public static string Name(Manifest manifest, int labelling = 0)
    {
        if (labelling >= manifest.Labellings.Count) return "none";
        var entry = manifest.Labellings[labelling];
        if (entry.Method == "none") return "none";
        if (entry.IsRuleBased) return $"reference ({entry.Method}, version {entry.Version})";
        if (manifest.SyntheticNotice is not null) return "truth (planted)";
        return entry.Parameters.TryGetValue("variable", out string? variable) ? $"truth (variable {variable})" : "truth";
    }

    /// <summary>What must be said beside every score and picture of a set.</summary>
    public static IReadOnlyList<string> Notices(Manifest manifest, int labelling = 0)
    {
        var notices = new List<string>();
        if (manifest.SyntheticNotice is { } synthetic) notices.Add(Sentence(synthetic));
        if (labelling < manifest.Labellings.Count && manifest.Labellings[labelling] is { IsRuleBased: true } entry)
        {
            // Every rule names the field it is applied to.
            notices.Add(entry.Parameters.TryGetValue("field", out string? field) && manifest.Channels.Any(c => c.Name == field)
                ? $"The label is a function of the network's own input ({entry.Method} on {field}): these scores show plumbing, not skill."
                : $"The label was made by a rule ({entry.Method}): scores say how well the network imitates it.");
        }
        return notices;
    }

    static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..].TrimEnd('.') + ".";

    /// <summary>A paragraph for the report.</summary>
    public static string Explanation(Manifest manifest, int labelling = 0)
    {
        if (Name(manifest, labelling) == "none") return "This set has no labels: nothing could be scored.";
        var entry = manifest.Labellings[labelling];
        string origin = entry.IsRuleBased ? $"The label is a reference: made by the rule {entry.Method}, version {entry.Version}."
            : manifest.SyntheticNotice is not null ? "The label is the truth that the generator planted."
            : "The label was read from the files.";
        string parameters = entry.Parameters.Count > 0
            ? " Its parameters: " + string.Join(", ", entry.Parameters.Select(p => $"{p.Key} = {p.Value}")) + "."
            : "";
        string shares = string.Join(", ", SegmentationClass.Names.Zip(entry.AreaShares, (name, share) => $"{name} {100 * share:0.##} %"));
        return $"{origin}{parameters} Shares of the whole set's valid area: {shares}; undecided: {100 * entry.IgnoredShare:0.##} % of cells.";
    }
}
