namespace Rossby.Core;

/// <summary>The folder of one run, <c>runs/&lt;name&gt;</c>, and where everything in it lies (docs/formats.md).</summary>
public sealed record RunFolder(string Path)
{
    /// <summary>The name of the run.</summary>
    public string Name => System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(Path)));

    /// <summary>The config with every default written out.</summary>
    public string Config => In("config.json");

    /// <summary>What the run stood on: hashes, versions, host.</summary>
    public string Provenance => In("provenance.json");

    /// <summary>Which stages are done, and with which hashes.</summary>
    public string Ledger => In("ledger.json");

    /// <summary>Who owns the folder now.</summary>
    public string Lease => In("lease.json");

    /// <summary>Which rank the last job on this run was lost by, and what it did; written by the node's watcher.</summary>
    public string Fault => In("fault.json");

    /// <summary>One JSON object a line: training steps, validations.</summary>
    public string Metrics => In("metrics.jsonl");

    /// <summary>The event files of TensorBoard, one for each start.</summary>
    public string TensorBoard => In("tensorboard");

    /// <summary>The course of training in MLPerf's words.</summary>
    public string MlPerfLog => In("mllog.txt");

    /// <summary>What each thread of each rank did when, in Chrome's trace format; only when asked for.</summary>
    public string Timeline => In("timeline.json");

    /// <summary>The scores of the test split.</summary>
    public string Scores => In("scores.json");

    /// <summary>The report: one self-contained page.</summary>
    public string Report => In("report.html");

    /// <summary>Predicted masks as CF netCDF.</summary>
    public string Masks => In("masks");

    /// <summary>Maps and curves as PNG.</summary>
    public string Figures => In("figures");

    /// <summary>The latest checkpoint.</summary>
    public CheckpointFolder Last => new(In("checkpoints", "last"));

    /// <summary>The checkpoint with the best validation score.</summary>
    public CheckpointFolder Best => new(In("checkpoints", "best"));

    /// <summary>Checkpoints before the last two, where the config keeps any.</summary>
    public string EarlierCheckpoints => In("checkpoints", "steps");

    /// <summary>The log of one rank.</summary>
    public string Log(int rank) => In("log", $"rank-{rank}.txt");

    string In(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);
}
