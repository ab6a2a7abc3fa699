using Rossby.Cli;
using Rossby.Core;
using Xunit;

namespace Rossby.Tests.Unit;

public class ProgressLineTests
{
    [Fact]
    public void A_line_says_how_far_how_fast_and_how_long() =>
        Assert.Equal("train: 120/400 steps, 0.50 steps/s, ETA 9 min 20 s, loss 0.231",
            ProgressLine.Text("train", new StageProgress("train", 120, 400, "steps", "loss 0.231"), 0, TimeSpan.FromSeconds(240)));

    [Fact]
    public void Work_that_an_earlier_try_did_does_not_count_as_speed() =>
        Assert.Equal("train: 120/400 steps, 0.50 steps/s, ETA 9 min 20 s",
            ProgressLine.Text("train", new StageProgress("train", 120, 400, "steps"), 100, TimeSpan.FromSeconds(40)));

    [Fact]
    public void An_unknown_total_has_no_end() =>
        Assert.Equal("ingest: read: 5 files, 1.00 files/s", ProgressLine.Text("ingest", new StageProgress("read", 5, 0, "files"), 0, TimeSpan.FromSeconds(5)));

    [Theory]
    [InlineData(0.2, "1 s")]
    [InlineData(59, "59 s")]
    [InlineData(80, "1 min 20 s")]
    [InlineData(7500, "2 h 5 min")]
    [InlineData(180000, "2 d 2 h")]
    public void A_duration_has_two_units(double seconds, string text) => Assert.Equal(text, ProgressLine.Duration(TimeSpan.FromSeconds(seconds)));
}
