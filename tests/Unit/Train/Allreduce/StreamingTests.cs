using FsCheck;
using FsCheck.Fluent;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Unit;

/// <summary>Copies past the caches, and when sums take that way.</summary>
public class StreamingTests
{
    [Fact]
    public void A_copy_past_the_caches_writes_what_was_given_and_nothing_beside_it() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, 70).Four().Select(g => (From: g.Item1, Into: g.Item2, Length: g.Item3 * g.Item4)).ToArbitrary(), Copies));

    [Fact]
    public void The_way_that_takes_less_time_is_taken_but_for_one_sum_in_32_and_a_change_is_found() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(1, 1000).Three().ToArbitrary(), g =>
        {
            var choice = new StreamingChoice();
            // Ranks move to other cores at 200: what has taken less time takes three times the other's.
            double[] before = [g.Item1, g.Item2], after = g.Item1 < g.Item2 ? [3.0 * g.Item2, g.Item2] : [g.Item1, 3.0 * g.Item1];
            if (g.Item1 == g.Item2) return;
            int[] streamed = new int[4];
            for (int sum = 0; sum < 400; sum++)
            {
                bool streams = choice.Next();
                choice.Took(streams, (sum < 200 ? before : after)[streams ? 1 : 0]);
                if (streams) streamed[sum / 100]++;
            }
            bool better = g.Item2 < g.Item1;
            Assert.InRange(better ? 100 - streamed[1] : streamed[1], 2, 4);
            Assert.InRange(better ? streamed[3] : 100 - streamed[3], 2, 4);
        }));

    static unsafe void Copies((int From, int Into, int Length) g)
    {
        const byte Around = 0xA5;
        byte[] from = new byte[g.From + g.Length], into = new byte[g.Into + g.Length + 64];
        new Random(g.Length).NextBytes(from);
        into.AsSpan().Fill(Around);
        fixed (byte* f = from, i = into) StreamingCopy.Copy(i + g.Into, f + g.From, g.Length);
        StreamingCopy.Fence();
        Assert.Equal(from[g.From..], into[g.Into..(g.Into + g.Length)]);
        Assert.All(into[..g.Into], b => Assert.Equal(Around, b));
        Assert.All(into[(g.Into + g.Length)..], b => Assert.Equal(Around, b));
    }
}
