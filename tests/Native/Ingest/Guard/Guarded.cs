using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Native.Ingest;

/// <summary>Runs the guard alone over files.</summary>
static class Guarded
{
    /// <summary>What it says, a line each, beginning with the severity; empty when it is content.</summary>
    internal static string Say(FilesSourceConfig files, string folder, string[] channels, GuardConfig? config = null)
    {
        var stop = TestContext.Current.CancellationToken;
        using var catalog = new SourceCatalog(IngestInputs.Files(files, folder), files, channels, stop);
        using var source = new SampleSource(catalog, channels, [], []);
        var log = new Heard();
        var split = new SplitAssignment([.. source.Times.Select(_ => (string?)SplitName.Train)], 0, "all");
        string errors = "";
        try
        {
            IngestGuard.Check(source, split, config ?? new GuardConfig(), log, stop);
        }
        catch (DataException e) when (e.Message.Contains("error(s) in the source", StringComparison.Ordinal))
        {
            errors = string.Join('\n', e.Message.Split('\n').Where(l => l.StartsWith("  [", StringComparison.Ordinal)).Select(l => $"error {l.Trim()}"));
        }
        return string.Join('\n', log.Warnings.Select(w => w.Replace("guard: ", "warning ", StringComparison.Ordinal)).Append(errors)).Trim();
    }
}
