using System.Text.Json;
using Rossby.Tests.Support;
using Rossby.Torch;
using Xunit;

namespace Rossby.Tests.Native;

/// <summary>Every optimizer, with and without LARC, takes the steps that PyTorch takes, or that apex's formulas say where PyTorch has none.</summary>
[LeakCheck]
public sealed class OptimizerTests
{
    static readonly string CasesFile = RepositoryRoot.In("tests", "Native", "Train", "Optimizers", "cases.json");

    static readonly Lazy<JsonElement[]> Expected = new(() => [.. JsonDocument.Parse(Referee.RunFile("Train/Optimizers/optimizers.py", CasesFile)).RootElement.EnumerateArray()]);

    public static TheoryData<int, string> Cases => [.. JsonDocument.Parse(File.ReadAllText(CasesFile)).RootElement.EnumerateArray().Index().Select(c => (c.Index, c.Item.GetRawText()))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Twenty_steps_in_double_agree_with_the_referee(int index, string section)
    {
        var expected = Expected.Value[index];
        using var steps = new OptimizerCase(OptimizerCase.Read(section), ScalarType.Float64);
        steps.Steps(1, 20);
        Check(expected, steps, 1e-10);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void In_float32_they_stay_as_close_as_its_rounding_allows(int index, string section)
    {
        var expected = Expected.Value[index];
        using var steps = new OptimizerCase(OptimizerCase.Read(section), ScalarType.Float32);
        steps.Steps(1, 20);
        Check(expected, steps, 2e-5);
    }

    static void Check(JsonElement expected, OptimizerCase steps, double tolerance)
    {
        foreach (var (name, ours) in steps.Weights())
        {
            double[] theirs = [.. expected.GetProperty(name).EnumerateArray().Select(v => v.GetDouble())];
            Assert.Equal(theirs.Length, ours.Length);
            for (int i = 0; i < ours.Length; i++) Assert.True(Math.Abs(theirs[i] - ours[i]) <= tolerance, $"{name}[{i}]: {theirs[i]:R} expected, got {ours[i]:R}");
        }
    }
}
