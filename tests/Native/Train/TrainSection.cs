using Rossby.Core;

namespace Rossby.Tests.Native;

/// <summary>A training section, read as from a file: what it leaves out has its default.</summary>
static class TrainSection
{
    public static TrainConfig Read(string section)
    {
        using var folder = new TemporaryFolder();
        string file = folder["p.json"];
        File.WriteAllText(file, $$"""
            { "name": "t", "ingest": { "source": { "kind": "synthetic" }, "channels": ["TMQ"], "labels": { "method": "variable" } },
              "model": { "architecture": "unet" }, "train": {{section}} }
            """);
        return ConfigFile.Load(file, []).Config.Train;
    }
}
