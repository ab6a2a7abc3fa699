using System.Globalization;
using System.Text.RegularExpressions;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Pipeline;

/// <summary>Training under strace, which sees every system call that changes the checkpoints of a run, and can strike at any of them.</summary>
static partial class CheckpointTrace
{
    /// <summary>Calls that change a file or a folder, make it durable, or open it.</summary>
    static readonly string[] Calls =
    [
        "openat", "mkdir", "mkdirat", "write", "pwrite64", "pwritev", "fsync", "fdatasync", "rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir",
        "ftruncate", "fallocate", "close",
    ];

    /// <summary>One call of one thread: its name, and the full paths that it names, or the one whose descriptor it was given; whether it failed.</summary>
    public sealed record Call(int Thread, string Name, IReadOnlyList<string> Paths, bool Failed);

    /// <summary>Skips the test where there is no strace, or where it may not trace.</summary>
    public static void RequireStrace()
    {
        try
        {
            if (Command.Run("strace", ["-o", "/dev/null", "true"]).ExitCode == 0) return;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // Not installed.
        }
        Assert.Skip("strace is not here (Debian: strace), or may not trace");
    }

    /// <summary>Trains to the end, or to where strace strikes.</summary>
    /// <param name="experiment">With a checkpoint each step, taken up.</param>
    /// <param name="output">Where the calls are listed.</param>
    /// <param name="inject">What is done to which call, as strace's <c>-e inject=</c> has it; null for nothing.</param>
    public static CommandResult Train(TinyExperiment experiment, string output, string? inject = null)
    {
        string relative = Path.GetRelativePath(experiment.Folder, Path.Combine(experiment.RunFolder, "checkpoints"));
        IEnumerable<string> names = from checkpoint in new[] { "last", "best" }
                                    from suffix in new[] { "", ".partial", ".previous" }
                                    from file in new[] { "", "/weights.safetensors", "/optimizer.safetensors", "/state.json", "/SHA256SUMS" }
                                    from ending in file.Length == 0 ? [""] : new[] { "", ".partial" }
                                    select $"/{checkpoint}{suffix}{file}{ending}";
        string[] paths = [.. names.Prepend("").SelectMany(n => new[] { relative + n, experiment.In(relative + n) }).SelectMany(p => new[] { "-P", p })];
        string[] injected = inject is null ? [] : ["-e", $"inject={inject}"];
        // Faster; but a signal is not injected with it.
        string[] filtered = inject?.Contains("signal=", StringComparison.Ordinal) == true ? [] : ["--seccomp-bpf"];
        return experiment.Under(
            ["strace", "-f", "-qqq", "-y", .. filtered, "-o", output, "-e", $"trace={string.Join(',', Calls)}", .. injected, .. paths], "train", "pipeline.json");
    }

    /// <summary>Reads what <see cref="Train"/> listed.</summary>
    public static IReadOnlyList<Call> Read(string output, string folder) => [.. File.ReadLines(output).Select(l => CallLine().Match(l)).Where(m => m.Success).Select(m =>
    {
        string arguments = m.Groups["arguments"].Value;
        // What was written stands in quotes too.
        IEnumerable<Match> paths = DescriptorPath().Match(arguments) is { Success: true } of ? [of] : QuotedPath().Matches(arguments);
        return new Call(
            int.Parse(m.Groups["thread"].Value, CultureInfo.InvariantCulture), m.Groups["name"].Value, [.. paths.Select(p => Path.GetFullPath(p.Groups["path"].Value, folder))], arguments.Contains(") = -1 ", StringComparison.Ordinal));
    })];

    [GeneratedRegex("""^(?<thread>\d+) +(?<name>[a-z0-9_]+)\((?<arguments>.*)$""")]
    private static partial Regex CallLine();

    [GeneratedRegex("\"(?<path>[^\"]*)\"")]
    private static partial Regex QuotedPath();

    [GeneratedRegex("^\\d+<(?<path>[^>]*)>")]
    private static partial Regex DescriptorPath();
}
