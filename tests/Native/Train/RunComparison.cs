using System.Text.Json.Nodes;
using Rossby.Core;
using Xunit;

namespace Rossby.Tests.Native;

/// <summary>Whether two runs computed the same: bytes of both checkpoints, and every number of the metrics but times and the number of ranks.</summary>
static class RunComparison
{
    public static void RequireEqual(RunFolder expected, RunFolder actual)
    {
        foreach (var (a, b) in new[] { (expected.Last, actual.Last), (expected.Best, actual.Best) })
        {
            Assert.Equal(File.ReadAllBytes(a.Weights), File.ReadAllBytes(b.Weights));
            Assert.Equal(File.ReadAllBytes(a.Optimizer), File.ReadAllBytes(b.Optimizer));
        }
        Assert.Equal(Numbers(expected), Numbers(actual));
    }

    // The line of kind "run" tells how long the last start took, and nothing else.
    static string[] Numbers(RunFolder run) => [.. File.ReadLines(run.Metrics).Select(l => JsonNode.Parse(l)!.AsObject()).Where(l => (string)l["kind"]! != "run").Select(line =>
    {
        foreach (string circumstance in new[] { "seconds", "ranks", "samplesPerSecond", "teraflopsPerSecond", "phaseSeconds", "passSeconds" }) line.Remove(circumstance);
        return line.ToJsonString();
    })];
}
