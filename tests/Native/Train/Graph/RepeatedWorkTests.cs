using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Native;

public sealed class RepeatedWorkTests
{
    // Says what it was asked for.
    sealed class Watched : IWorkRecorder
    {
        readonly PlainRecorder plain = new();

        public List<string> Calls { get; } = [];

        public void Run(Action work)
        {
            Calls.Add("run");
            plain.Run(work);
        }

        public IRecordedWork Record(Action work)
        {
            Calls.Add("record");
            return new Recorded(this, plain.Record(work));
        }

        public void Dispose()
        {
        }

        sealed class Recorded(Watched watched, IRecordedWork work) : IRecordedWork
        {
            public void Replay()
            {
                watched.Calls.Add("replay");
                work.Replay();
            }

            public void Dispose() => watched.Calls.Add("let go");
        }
    }

    [Fact]
    public void Work_is_carried_out_once_a_call_first_as_it_is_then_recorded_and_anew_where_shapes_change()
    {
        using var recorder = new Watched();
        List<long> done = [];
        using (var work = new RepeatedWork<long>(done.Add, recorder, plainTimes: 2))
        {
            foreach (long shape in new long[] { 8, 8, 8, 8, 4, 4, 4, 8 }) work.Run(shape);
            Assert.Equal(2, work.Recordings);
        }
        Assert.Equal([8, 8, 8, 8, 4, 4, 4, 8], done);
        Assert.Equal(["run", "run", "record", "replay", "replay", "let go", "run", "run", "record", "replay", "let go", "run"], recorder.Calls);
    }
}
