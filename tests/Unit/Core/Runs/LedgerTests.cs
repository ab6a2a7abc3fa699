using Rossby.Core;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Unit;

public class LedgerTests
{
    static readonly StageHashes Hashes = new("c", "s", "i");

    [Fact]
    public void A_stage_is_done_only_when_it_was_finished_with_the_same_three_hashes()
    {
        using var folder = new TemporaryFolder();
        string path = folder.In("ledger.json");
        var ledger = new Ledger(path, new ManualTime());
        Assert.False(ledger.IsDone(StageName.Train, Hashes));
        ledger.Start(StageName.Train, Hashes, "checkpoints");
        Assert.False(new Ledger(path, new ManualTime()).IsDone(StageName.Train, Hashes));
        ledger.Finish(StageName.Train);
        var again = new Ledger(path, new ManualTime());
        Assert.True(again.IsDone(StageName.Train, Hashes));
        Assert.False(again.IsDone(StageName.Eval, Hashes));
        Assert.All([Hashes with { Code = "x" }, Hashes with { Section = "x" }, Hashes with { Inputs = "x" }], h => Assert.False(again.IsDone(StageName.Train, h)));
    }

    [Fact]
    public void Starting_again_means_not_done()
    {
        using var folder = new TemporaryFolder();
        var ledger = new Ledger(folder.In("ledger.json"), new ManualTime());
        ledger.Start(StageName.Eval, Hashes, "report.html");
        ledger.Finish(StageName.Eval);
        ledger.Start(StageName.Eval, Hashes, "report.html");
        Assert.False(ledger.IsDone(StageName.Eval, Hashes));
    }

    [Fact]
    public void A_damaged_ledger_is_named_with_its_line()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.In("ledger.json"), "{\n  \"train\": {");
        var e = Assert.Throws<DataException>(() => new Ledger(folder.In("ledger.json"), new ManualTime()));
        Assert.Contains("ledger.json:2", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Earlier_output_is_kept_under_its_old_hash()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.In("figures"));
        File.WriteAllText(folder.In("figures", "a.png"), "old");
        File.WriteAllText(folder.In("report.html"), "old");
        var kept = OutputHistory.SetAside([folder.In("figures"), folder.In("report.html"), folder.In("absent")], "0123456789ab");
        Assert.Equal([folder.In("figures.0123456789ab"), folder.In("report.html.0123456789ab")], kept);
        Assert.Equal("old", File.ReadAllText(folder.In("figures.0123456789ab", "a.png")));
        Assert.False(File.Exists(folder.In("report.html")));
    }
}
