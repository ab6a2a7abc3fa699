using Rossby.Eval;
using Xunit;

namespace Rossby.Tests.Unit;

public class MetricHistoryTests
{
    [Fact]
    public void A_resumed_runs_lines_give_one_curve_and_a_cut_line_costs_nothing()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, """
                {"kind":"step","step":1,"epoch":0,"loss":0.9,"learningRate":0.001,"samplesPerSecond":3,"seconds":1}
                {"kind":"step","step":2,"epoch":0,"loss":0.8,"learningRate":0.002,"samplesPerSecond":3,"seconds":2}
                {"kind":"validation","step":2,"epoch":0,"loss":0.7,"meanIou":0.4,"iou":[0.9,null,0.3]}
                {"kind":"step","step":2,"epoch":0,"loss":0.81,"learningRate":0.002,"samplesPerSecond":3,"seconds":2}
                {"kind":"step","step":3,"epo
                """);
            var history = MetricHistory.Read(path);
            Assert.Equal([0.9, 0.81], history.Steps.Select(s => s.Loss!.Value));
            Assert.Equal([0.9, null, 0.3], history.Validations.Single().Iou);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
