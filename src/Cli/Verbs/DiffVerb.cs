using System.CommandLine;
using Rossby.Core;

namespace Rossby.Cli;

/// <summary><c>rossby diff</c>: whether two runs trained the same weights, and where they part.</summary>
internal static class DiffVerb
{
    public static Command Create()
    {
        var first = new Argument<string>("RUN") { Description = "A run's folder, such as runs/quick-start" };
        var second = new Argument<string>("OTHER") { Description = "Another's" };
        var verb = new Command("diff", "Say whether two runs trained the same weights; else (exit 1) the first step, rank and tensor that differ, and why.")
        {
            first, second,
        };
        verb.SetAction(parsed => Print(new RunFolder(parsed.GetRequiredValue(first)), new RunFolder(parsed.GetRequiredValue(second))));
        return verb;
    }

    /// <summary>Prints the comparison; the exit code says whether the runs are the same.</summary>
    public static int Print(RunFolder first, RunFolder second)
    {
        foreach (var run in new[] { first, second })
        {
            if (!Directory.Exists(run.Path)) throw new InputMissingException($"{run.Path}: no such folder.");
        }
        var comparison = new RunComparison(first, second);
        foreach (string line in comparison.Lines) Terminal.Result(line);
        return comparison.IsSame ? ExitCode.Done : ExitCode.Different;
    }
}
