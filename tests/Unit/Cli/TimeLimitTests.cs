using Microsoft.Extensions.Logging.Abstractions;
using Rossby.Cli;
using Rossby.Core;
using Xunit;

namespace Rossby.Tests.Unit;

public sealed class TimeLimitTests
{
    static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(10.0, null, 480)]
    // 2026-01-01T12:05:00Z
    [InlineData(10.0, "1767269100", 180)]
    [InlineData(1.0, "1767269100", -60)]
    [InlineData(null, "1767269100", 180)]
    [InlineData(null, "Unknown", null)]
    public void Training_stops_its_reserve_before_the_earlier_limit(double? minutes, string? slurm, int? seconds)
    {
        var config = new TrainConfig { TimeLimitMinutes = minutes, TimeReserveSeconds = 120 };
        Assert.Equal(seconds is { } s ? Start.AddSeconds(s) : null, TimeLimit.StopAt(config, slurm, Start));
    }

    [Fact]
    public void A_limit_that_is_over_asks_at_once_and_others_are_heard_too()
    {
        using var reached = new TimeLimit(Start, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        Assert.True(reached.Token.WaitHandle.WaitOne(TimeSpan.FromMinutes(1)));
        Assert.True(reached.IsReached);
        using var never = new TimeLimit(null, TimeProvider.System, NullLogger.Instance, new CancellationToken(canceled: true));
        Assert.True(never.Token.IsCancellationRequested);
        Assert.False(never.IsReached);
    }

    [Fact]
    public void A_job_without_a_limit_ends_a_year_from_now_by_Slurms_word_and_is_not_asked()
    {
        using var far = new TimeLimit(TimeProvider.System.GetUtcNow().AddDays(365), TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        Assert.False(far.Token.IsCancellationRequested);
    }
}
