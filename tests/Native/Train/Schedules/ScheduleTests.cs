using System.Text.Json;
using Rossby.Tests.Support;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Native;

/// <summary>Every schedule has the rates that PyTorch's has, and DeepCAM's warm-up those of its reference.</summary>
public sealed class ScheduleTests
{
    static readonly string CasesFile = RepositoryRoot.In("tests", "Native", "Train", "Schedules", "cases.json");

    static readonly Lazy<JsonElement[]> Expected = new(() => [.. JsonDocument.Parse(Referee.RunFile("Train/Schedules/schedules.py", CasesFile)).RootElement.EnumerateArray()]);

    public static TheoryData<int, string> Cases => [.. JsonDocument.Parse(File.ReadAllText(CasesFile)).RootElement.EnumerateArray().Index().Select(c => (c.Index, c.Item.GetRawText()))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Five_hundred_rates_agree_with_the_referee(int index, string section)
    {
        double[] expected = [.. Expected.Value[index].EnumerateArray().Select(v => v.GetDouble())];
        Assert.Equal(500, expected.Length);
        var rate = new LearningRate(TrainSection.Read($$"""{ "schedule": {{section}} }""").Schedule, 0.3, batchSize: 8, totalSteps: 500);
        for (int step = 0; step < 500; step++) Assert.True(Math.Abs(expected[step] - rate.At(step)) <= 1e-12, $"step {step}: {expected[step]:R} expected, got {rate.At(step):R}");
    }
}
