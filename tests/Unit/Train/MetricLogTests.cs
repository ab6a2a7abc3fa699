using Rossby.Tests.Support;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Unit;

public sealed class MetricLogTests
{
    [Fact]
    public void Lines_are_json_objects_with_their_kind_and_an_absent_class_is_null()
    {
        using var folder = new TemporaryFolder();
        using (var log = new MetricLog(folder.In("metrics.jsonl"), 0))
        {
            log.Append(new StepMetrics(3, 1, 0.5, 0.001, 12.5, 7));
            log.Append(new ValidationMetrics(3, 1, 0.25, 0.75, [1, null, 0.5]));
        }
        Assert.Equal(
        [
            """{"kind":"step","step":3,"epoch":1,"loss":0.5,"learningRate":0.001,"samplesPerSecond":12.5,"seconds":7}""",
            """{"kind":"validation","step":3,"epoch":1,"loss":0.25,"meanIou":0.75,"iou":[1,null,0.5]}""",
        ], File.ReadAllLines(folder.In("metrics.jsonl")));
    }

    [Fact]
    public void What_came_after_the_checkpoint_is_cut_off_when_it_is_taken_up()
    {
        using var folder = new TemporaryFolder();
        string path = folder.In("metrics.jsonl");
        long atCheckpoint;
        using (var log = new MetricLog(path, 0))
        {
            log.Append(new StepMetrics(1, 1, 0.5, 0.1, 1, 1));
            log.Sync();
            atCheckpoint = log.Length;
            log.Append(new StepMetrics(2, 1, 0.4, 0.1, 1, 2));
        }
        using (var log = new MetricLog(path, atCheckpoint)) log.Append(new StepMetrics(2, 1, 0.4, 0.1, 1, 3));
        Assert.Equal(2, File.ReadAllLines(path).Length);
        Assert.EndsWith("\"seconds\":3}", File.ReadAllLines(path)[1], StringComparison.Ordinal);
    }
}
