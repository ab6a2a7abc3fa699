using Rossby.Core;
using Rossby.Tests.Support;

namespace Rossby.Tests.Unit;

/// <summary>Small config files for the tests of the loader.</summary>
static class ConfigText
{
    internal const string Synthetic = """
        {
          // The least that an experiment says.
          "name": "t",
          "ingest": {
            "source": { "kind": "synthetic" },
            "channels": ["TMQ", "U850", "V850"],
            "labels": { "method": "variable" },
          },
          "model": { "architecture": "deeplabv3plus-resnet50", "outputStride": 4, "atrousRates": [2, 4, 6] },
          "train": { "epochs": 3 }
        }
        """;

    internal static LoadedConfig Load(string text, params string[] overrides)
    {
        using var folder = new TemporaryFolder();
        string file = folder.In("p.json");
        File.WriteAllText(file, text);
        return ConfigFile.Load(file, overrides);
    }

    /// <summary>The findings, with the file's folder left out.</summary>
    internal static string[] Findings(string text, params string[] overrides)
    {
        var e = Xunit.Assert.Throws<ConfigException>(() => Load(text, overrides));
        Xunit.Assert.Equal(78, e.ExitCode);
        return [.. e.Findings.Select(f => f.Contains("/p.json:", StringComparison.Ordinal) ? f[(f.IndexOf("/p.json:", StringComparison.Ordinal) + 1)..] : f)];
    }
}
