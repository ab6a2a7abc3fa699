namespace Rossby.Core;

/// <summary>Channels are known, and each is there once.</summary>
internal static class ChannelRules
{
    public static void Check(IngestConfig ingest, ConfigFindings findings)
    {
        string[] known = [.. (ingest.Source is SyntheticSourceConfig ? ClimateChannels.Cam5 : ClimateChannels.All).Select(c => c.Name)];
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
