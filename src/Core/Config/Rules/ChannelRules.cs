namespace Rossby.Core;

/// <summary>Channels are known, and each is there once.</summary>
internal static class ChannelRules
{
    public static void Check(IngestConfig ingest, ConfigFindings findings)
    {
        string[] cam5 = [.. ClimateChannels.Cam5.Select(c => c.Name)];
        var given = ingest.Source is SyntheticSourceConfig
            ? ClimateChannels.All.Where(c => cam5.Contains(c.Name) || c.MadeOf.Count > 0 && c.MadeOf.All(cam5.Contains))
            : ClimateChannels.All;
        string[] known = [.. given.Select(c => c.Name)];
        var seen = new HashSet<string>();
        for (int i = 0; i < ingest.Channels.Count; i++)
        {
            string name = ingest.Channels[i], path = $"$.ingest.channels[{i}]";
            if (!seen.Add(name)) findings.Add(path, $"'{name}' is listed twice");
            else if (known.Contains(name)) continue;
            else if (ClimateChannels.Find(name) is not null) findings.Add(path, $"synthetic weather has no '{name}'; it has {string.Join(", ", known)}");
            else findings.Add(path, $"unknown channel '{name}'; {Suggestion.For(name, known)}");
        }
    }
}
