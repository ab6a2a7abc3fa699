using System.Diagnostics;
using Rossby.Core;
using Xunit;

namespace Rossby.Tests.Unit;

/// <summary>Who is to blame, by boards made by hand; docs/faults.md says the rules.</summary>
public sealed unsafe class RankJudgeTests : IDisposable
{
    const int Ranks = 4, HangTimeout = 60;

    readonly nint memory = (nint)System.Runtime.InteropServices.NativeMemory.AllocZeroed((nuint)RankBoard.BytesFor(Ranks, Ranks));
    readonly RankBoard board;
    readonly RankJudge judge;
    double now = 1000;

    public RankJudgeTests()
    {
        board = new((byte*)memory, Ranks);
        judge = new(board, 0, HangTimeout);
        for (int r = 0; r < Ranks; r++)
        {
            board[r].Process = 100 + r;
            board[r].Phase = (long)RankPhase.Train;
            Move(r, collective: 10, inside: false);
        }
        Assert.Empty(Look(0, beating: [0, 1, 2, 3]));
    }

    public void Dispose() => System.Runtime.InteropServices.NativeMemory.Free((void*)memory);

    [Fact]
    public void A_collective_call_in_the_middle_of_another_leaves_the_rank_inside()
    {
        var pulse = new RankPulse(board, 1, 1);
        pulse.EnterCollective();
        pulse.EnterCollective();
        Assert.Equal((12, 1), (board[1].Collective, board[1].Inside));
        pulse.LeaveCollective();
        Assert.Equal(1, board[1].Inside);
        pulse.LeaveCollective();
        Assert.Equal((12, 0), (board[1].Collective, board[1].Inside));
    }

    [Fact]
    public void A_rank_whose_pass_hangs_is_late_though_it_stands_in_a_bucket_that_another_has_not_come_to()
    {
        for (int r = 0; r < Ranks; r++)
        {
            var pulse = new RankPulse(board, r, r);
            // Rank 3 was asked for its part of a norm ahead of the bucket.
            if (r != 3) pulse.EnterCollective();
            if (r != 1) pulse.EnterCollective(isUrgent: true);
            board[r].Changed = Ticks;
        }
        var found = Assert.Single(Look(6, beating: [0, 1, 2, 3]));
        Assert.Equal((RankFindingKind.Late, 1), (found.Kind, found.Rank));
    }

    [Fact]
    public void A_heart_that_stops_is_named_within_five_seconds_and_its_return_too()
    {
        foreach (int r in new[] { 0, 1, 3 }) Move(r, 11, inside: true);
        var found = Look(5, beating: [0, 1, 3]);
        Assert.Equal((RankFindingKind.Silent, 2), (Assert.Single(found).Kind, found[0].Rank));
        Assert.InRange(found[0].Seconds, 0, 5);
        Assert.Empty(Look(20, beating: [0, 1, 3]));
        var back = Assert.Single(Look(0.2, beating: [0, 1, 2, 3]));
        Assert.Equal((RankFindingKind.Back, 2), (back.Kind, back.Rank));
        Assert.InRange(back.Seconds, 24, 26);
    }

    [Fact]
    public void A_silent_rank_ends_the_job_only_after_the_configured_time()
    {
        Assert.Equal(RankFindingKind.Silent, Assert.Single(Look(HangTimeout - 1, beating: [0, 1, 3])).Kind);
        Assert.Equal(RankFindingKind.Lost, Assert.Single(Look(2, beating: [0, 1, 3])).Kind);
    }

    [Fact]
    public void A_process_that_is_gone_ends_it_at_once_and_one_that_left_does_not()
    {
        board[3].Left = 1;
        board[3].Gone = Ticks;
        Assert.Empty(Look(0.1, beating: [0, 1, 2]));
        board[1].Gone = Ticks;
        var found = Assert.Single(Look(0.1, beating: [0, 2]));
        Assert.Equal((RankFindingKind.Died, 1), (found.Kind, found.Rank));
    }

    [Fact]
    public void Not_those_who_wait_but_the_one_that_they_wait_for_is_late()
    {
        foreach (int r in new[] { 0, 1, 2 }) Move(r, 11, inside: true);
        var found = Assert.Single(Look(6, beating: [0, 1, 2, 3]));
        Assert.Equal((RankFindingKind.Late, 3), (found.Kind, found.Rank));
        Move(3, 11, inside: true);
        Assert.Equal((RankFindingKind.Back, 3), (Assert.Single(Look(0.1, beating: [0, 1, 2, 3])).Kind, 3));
    }

    [Fact]
    public void Where_all_are_in_the_same_call_nobody_is_late_and_the_job_ends_all_the_same()
    {
        foreach (int r in new[] { 0, 1, 2, 3 }) Move(r, 11, inside: true);
        Assert.Empty(Look(HangTimeout - 1, beating: [0, 1, 2, 3]));
        var found = Assert.Single(Look(5, beating: [0, 1, 2, 3]));
        Assert.Equal((RankFindingKind.Stuck, RankFinding.Everyone), (found.Kind, found.Rank));
    }

    [Fact]
    public void Where_all_are_in_calls_the_one_in_an_earlier_one_is_late()
    {
        foreach (int r in new[] { 0, 2, 3 }) Move(r, 12, inside: true);
        Move(1, 11, inside: true);
        var found = Assert.Single(Look(6, beating: [0, 1, 2, 3]));
        Assert.Equal((RankFindingKind.Late, 1), (found.Kind, found.Rank));
    }

    [Fact]
    public void While_two_ranks_compute_nobody_is_late_however_long_it_takes()
    {
        foreach (int r in new[] { 0, 1 }) Move(r, 11, inside: true);
        Assert.Empty(Look(10 * HangTimeout, beating: [0, 1, 2, 3]));
    }

    [Theory]
    [InlineData(RankPhase.Train, RankFindingKind.Hung)]
    [InlineData(RankPhase.Eval, RankFindingKind.Hung)]
    [InlineData(RankPhase.Prepare, null)]
    public void A_rank_that_lives_and_does_not_get_on_ends_the_job_but_where_it_reads_for_all(RankPhase phase, RankFindingKind? expected)
    {
        foreach (int r in new[] { 0, 2, 3 }) Move(r, 11, inside: true);
        board[1].Phase = (long)phase;
        // Progress that it reports counts.
        Look(HangTimeout - 5, beating: [0, 1, 2, 3]);
        board[1].Changed = Ticks;
        Assert.DoesNotContain(Look(10, beating: [0, 1, 2, 3]), f => f.Kind == RankFindingKind.Hung);
        Assert.Equal(expected, Look(HangTimeout, beating: [0, 1, 2, 3]).Select(f => (RankFindingKind?)f.Kind).SingleOrDefault());
    }

    [Fact]
    public void Whoever_did_not_run_itself_blames_nobody_for_that_time()
    {
        now += 1000;
        Assert.Empty(judge.Look(Ticks));
    }

    [Fact]
    public void The_lowest_rank_that_is_heard_speaks_for_all()
    {
        var second = new RankJudge(board, 1, HangTimeout);
        Assert.True(judge.SpeaksOf(2));
        Assert.False(second.SpeaksOf(2));
        Assert.True(second.SpeaksOf(0));
    }

    long Ticks => (long)(now * Stopwatch.Frequency);

    void Move(int rank, long collective, bool inside) => (board[rank].Collective, board[rank].Inside, board[rank].Changed, board[rank].Beat) = (collective, inside ? 1 : 0, Ticks, Ticks);

    // Looks twice a second until so much time is over.
    List<RankFinding> Look(double seconds, int[] beating)
    {
        var found = new List<RankFinding>();
        double end = now + seconds;
        do
        {
            now = Math.Min(end, now + 0.5);
            foreach (int r in beating) board[r].Beat = Ticks;
            found.AddRange(judge.Look(Ticks));
        }
        while (now < end);
        return found;
    }
}
