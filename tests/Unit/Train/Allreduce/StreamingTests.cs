using FsCheck;
using FsCheck.Fluent;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Unit;

/// <summary>Copies past the caches, and when chunks take that way.</summary>
public class StreamingTests
{
    [Fact]
    public void A_copy_past_the_caches_writes_what_was_given_and_nothing_beside_it() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, 70).Four().Select(g => (From: g.Item1, Into: g.Item2, Length: g.Item3 * g.Item4)).ToArbitrary(), Copies));

    [Fact]
    public void The_way_that_takes_less_time_is_taken_but_for_trials_of_a_twentieth_of_the_time_and_a_change_is_found() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(1, 1000).Three().ToArbitrary(), g =>
        {
            var choice = new StreamingChoice();
            // Ranks move to other cores at 200: what has taken less time takes three times the other's.
            double[] before = [g.Item1, g.Item2], after = g.Item1 < g.Item2 ? [3.0 * g.Item2, g.Item2] : [g.Item1, 3.0 * g.Item1];
            if (g.Item1 == g.Item2) return;
            int[] streamed = new int[4];
            for (int chunk = 0; chunk < 400; chunk++)
            {
                bool streams = choice.Next();
                choice.Took(streams, (chunk < 200 ? before : after)[streams ? 1 : 0]);
                if (streams) streamed[chunk / 100]++;
            }
            bool better = g.Item2 < g.Item1;
            Assert.InRange(better ? 100 - streamed[1] : streamed[1], 1, Trials(before));
            Assert.InRange(better ? streamed[3] : 100 - streamed[3], 1, Trials(after));

            // Of a hundred chunks; never more than one in nine, nor less than one in 65.
            static double Trials(double[] ticks) => 1 + Math.Clamp(0.05 * 100 * ticks.Min() / (ticks.Max() - ticks.Min()), 100.0 / 65, 100.0 / 9);
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
