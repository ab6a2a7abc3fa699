using Rossby.Cli;
using Rossby.Core;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Unit;

public sealed class RankLogPlaceTests
{
    [Fact]
    public void Of_many_ranks_only_the_first_and_those_that_fail_have_their_log_in_the_runs_folder()
    {
        using var folder = new TemporaryFolder();
        var run = new RunFolder(folder.In("runs", "many"));
        try
        {
            ThreadRanks.Run(4, communicator =>
            {
                var place = new RankLogPlace(run, communicator, new MpiConfig { SharedLogRanks = 3 });
                using (var log = new LogFile(place.Path)) log.Write("error", $"of rank {communicator.Rank}");
                place.Collect(communicator.Rank switch
                {
                    1 => new DataException("a damaged shard"),
                    2 => new StoppedException("asked to stop"),
                    _ => new ConfigException(["wrong for all"]),
                });
            });
            Assert.Equal(["rank-0.txt", "rank-1.txt"], Directory.EnumerateFiles(folder.In("runs", "many", "log")).Select(Path.GetFileName).Order());
            Assert.Contains("of rank 1", File.ReadAllText(run.Log(1)), StringComparison.Ordinal);
            Assert.Contains("of rank 3", File.ReadAllText(Path.Combine(RankLogPlace.NodeFolder(run), "rank-3.txt")), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(RankLogPlace.NodeFolder(run), recursive: true);
        }
    }

    [Fact]
    public void Few_ranks_share_the_runs_folder()
    {
        using var folder = new TemporaryFolder();
        var run = new RunFolder(folder.In("few"));
        ThreadRanks.Run(3, communicator => Assert.Equal(run.Log(communicator.Rank), new RankLogPlace(run, communicator, new MpiConfig { SharedLogRanks = 3 }).Path));
    }
}
