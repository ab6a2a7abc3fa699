using System.Text.Json.Nodes;
using Xunit;

namespace Rossby.Tests.Support;

/// <summary>An experiment of seconds in a folder of its own: synthetic weather on 24 x 36 cells, a very narrow network, a few dozen steps on one thread.</summary>
public sealed class TinyExperiment : IDisposable
{
    public const string Name = "tiny";

    readonly TemporaryFolder folder = new();

    public TinyExperiment()
    {
        Node = In("node");
        WriteConfig();
    }

    /// <summary>The config, to be changed and written again.</summary>
    public JsonObject Config { get; } = (JsonObject)JsonNode.Parse(
        """
        {
          "name": "tiny",
          "seed": 7,
          "ingest": {
            "source": { "kind": "synthetic", "height": 24, "width": 36, "steps": 180, "stepHours": 24, "stepsPerFile": 60 },
            "channels": ["TMQ", "U850", "V850", "PSL"],
            "labels": { "method": "variable", "variable": "LABELS" },
            "split": { "method": "blocks", "train": 0.7, "validation": 0.15, "test": 0.15, "gapDays": 2 },
            "shards": { "samples": 16 }
          },
          "stage": { "keepFreeMiB": 0 },
          "model": {
            "architecture": "deeplabv3plus-resnet50", "width": 4, "units": [1, 1, 1, 1], "outputStride": 4, "atrousRates": [1, 2, 3],
            "decoderWidth": 8, "lowLevelWidth": 4, "fullResolutionWidths": [4, 4]
          },
          "train": { "epochs": 4, "batchSize": 4, "threads": 1, "checkpoints": { "steps": 5 }, "schedule": { "name": "cosine", "warmupSteps": 5 } },
          "eval": { "split": "test", "maps": 2 }
        }
        """)!;

    /// <summary>Variables of the program beside those that every experiment sets.</summary>
    public Dictionary<string, string?> Variables { get; } = [];

    public string Folder => folder.Path;

    /// <summary>The node-local folder, given to the program as TMPDIR.</summary>
    public string Node { get; set; }

    public string RunFolder => In("runs", Name);

    public string Weights => Path.Combine(RunFolder, "checkpoints", "last", "weights.safetensors");

    public string State => Path.Combine(RunFolder, "checkpoints", "last", "state.json");

    /// <summary>The folder of the ingested set, once there is one.</summary>
    public string Data => Directory.EnumerateDirectories(In("data")).Single(d => File.Exists(Path.Combine(d, "manifest.json")));

    public string In(params ReadOnlySpan<string> parts) => folder.In(parts);

    public void WriteConfig() => File.WriteAllText(In("pipeline.json"), Config.ToJsonString(new() { WriteIndented = true }));

    public CommandResult Rossby(params IEnumerable<string> arguments) => RossbyProgram.Run(Folder, Environment, arguments);

    public Command Start(params IEnumerable<string> arguments) => RossbyProgram.Start(Folder, Environment, arguments);

    /// <summary>Runs the program under another one, such as strace.</summary>
    /// <param name="above">That one and its arguments.</param>
    /// <param name="arguments">The program's.</param>
    public CommandResult Under(IReadOnlyList<string> above, params IEnumerable<string> arguments) =>
        Command.Run(above[0], [.. above.Skip(1), "dotnet", RossbyProgram.Assembly, .. arguments], Folder, Environment, seconds: 240);

    /// <summary>Runs the program on ranks of an MPI job.</summary>
    public CommandResult OnRanks(string family, int ranks, params IEnumerable<string> arguments) =>
        MpiProgram.Run(family, ranks, RossbyProgram.Assembly, Folder, Environment, arguments);

    /// <summary>Starts ranks of an MPI job.</summary>
    public Command StartOnRanks(string family, int ranks, params IEnumerable<string> arguments) =>
        MpiProgram.Start(family, ranks, RossbyProgram.Assembly, Folder, Environment, arguments);

    /// <summary>The same experiment with a copy of another's set, so that only what follows ingest is left to do.</summary>
    public static TinyExperiment WithDataOf(TinyExperiment other)
    {
        var copy = new TinyExperiment();
        CopyFolder(other.In("data"), copy.In("data"));
        return copy;
    }

    /// <summary>A copy of another experiment with all that it has made; it stages to the same place.</summary>
    public static TinyExperiment CopyOf(TinyExperiment other)
    {
        var copy = WithDataOf(other);
        CopyFolder(other.In("runs"), copy.In("runs"));
        copy.Node = other.Node;
        return copy;
    }

    /// <summary>Files under an unfinished name anywhere in the experiment's folder.</summary>
    public IEnumerable<string> Partials => Directory.EnumerateFiles(Folder, "*.partial*", SearchOption.AllDirectories);

    public void Dispose() => folder.Dispose();

    Dictionary<string, string?> Environment
    {
        get
        {
            Directory.CreateDirectory(Node);
            return new(Variables) { ["TMPDIR"] = Node, ["SLURM_TMPDIR"] = null, ["BB_PATH"] = null };
        }
    }

    // Times of change are kept, as an archive would: what is done stays done.
    static void CopyFolder(string from, string to) => Assert.Equal(0, Command.Run("cp", ["-a", from, to]).ExitCode);
}
