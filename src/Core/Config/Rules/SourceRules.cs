using System.Globalization;

namespace Rossby.Core;

/// <summary>Names of files and variables, and times in file names.</summary>
internal static class SourceRules
{
    static readonly string[] TimeParts = ["yyyy", "MM", "dd"];

    public static void Check(SourceConfig source, ConfigFindings findings)
    {
        if (source is FilesSourceConfig files) Check(files, findings);
    }

    static void Check(FilesSourceConfig files, ConfigFindings findings)
    {
        for (int i = 0; i < files.Paths.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(files.Paths[i])) findings.Add($"$.ingest.source.paths[{i}]", "must name a file or a glob");
        }
        string[] known = [.. ClimateChannels.All.Select(c => c.Name)];
        foreach (var (channel, variable) in files.Variables)
        {
            string path = ConfigNode.Child("$.ingest.source.variables", channel);
            if (!known.Contains(channel)) findings.Add(path, $"unknown channel; {Suggestion.For(channel, known)}");
            if (!IsVariable(variable.Split('@')))
                findings.Add(path, $"must be a variable's name, or name@level with the level in hPa such as 'u@850' or a height such as 'u@10m', got \"{variable}\"");
        }
        string[] named = [.. known, .. ClimateChannels.All.Select(c => c.StandardName).OfType<string>().Distinct()];
        foreach (string alias in files.Aliases.Keys.Except(named))
            findings.Add(ConfigNode.Child("$.ingest.source.aliases", alias), $"neither a channel nor the CF standard name of one; {Suggestion.For(alias, named)}");
        for (int i = 0; i < files.AllowApproximate.Count; i++)
        {
            if (!known.Contains(files.AllowApproximate[i]))
                findings.Add($"$.ingest.source.allowApproximate[{i}]", $"unknown channel '{files.AllowApproximate[i]}'; {Suggestion.For(files.AllowApproximate[i], known)}");
        }
        if (files.TimeFromName is { } pattern && TimeParts.Where(p => !pattern.Contains(p, StringComparison.Ordinal)).ToList() is [var missing, ..])
        {
            findings.Add("$.ingest.source.timeFromName",
                $"must hold yyyy, MM and dd (and HH if the hour is there), such as '*_yyyyMMddHH_*'; {missing} is missing in \"{pattern}\"");
        }
    }

    static bool IsVariable(string[] nameAndLevel) => nameAndLevel switch
    {
        ["", ..] => false,
        [_] => true,
        [_, var level] => double.TryParse(level.AsSpan(0, level.EndsWith('m') ? level.Length - 1 : level.Length), CultureInfo.InvariantCulture, out double value) && value > 0,
        _ => false,
    };
}
