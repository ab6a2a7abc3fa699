using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Unit;

public class LauncherTests
{
    [Fact]
    public void What_is_built_is_started_at_once_with_its_arguments()
    {
        using var house = new LauncherHouse();
        var result = house.Launch("run a.json --set b=c");
        Assert.Equal((0, "program run a.json --set b=c\n", ""), (result.ExitCode, result.Output, result.Error));
        Assert.Empty(house.Calls);
    }

    [Fact]
    public void The_first_call_builds_and_so_does_one_after_an_edit_and_no_other()
    {
        using var house = new LauncherHouse(built: false);
        Assert.Equal("program doctor\n", house.Launch("doctor").Output);
        Assert.Single(house.Calls);
        Assert.StartsWith("dotnet build Rossby.slnx -c Release", house.Calls[0], StringComparison.Ordinal);
        house.Launch("doctor");
        Assert.Single(house.Calls);
        house.Edit();
        house.Launch("doctor");
        Assert.Equal(2, house.Calls.Length);
    }

    [Fact]
    public void A_closed_stream_is_no_number_for_the_programs_files()
    {
        using var house = new LauncherHouse();
        house.Script("artifacts/bin/Rossby.Cli/release/rossby", "links=$(readlink /proc/$$/fd/0 /proc/$$/fd/1 /proc/$$/fd/2)\necho \"$links\" > \"$CALLS\"\n");
        var result = Command.Run("/bin/sh", ["-c", "exec \"$0\" doctor <&- >&- 2>&-", $"{house.Path}/rossby"], "/", new Dictionary<string, string?> { ["CALLS"] = $"{house.Path}/calls" });
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["/dev/null", "/dev/null", "/dev/null"], house.Calls);
    }

    [Theory]
    [InlineData("PMI_RANK")]
    [InlineData("PMIX_RANK")]
    [InlineData("OMPI_COMM_WORLD_RANK")]
    [InlineData("SLURM_PROCID")]
    public void Under_a_launcher_nothing_is_built_and_the_command_for_the_login_node_is_named(string variable)
    {
        using var house = new LauncherHouse(built: false);
        var result = house.Launch("run a.json", (variable, "0"));
        Assert.Equal(69, result.ExitCode);
        Assert.Contains($"{house.Path}/rossby setup", result.Error, StringComparison.Ordinal);
        Assert.Empty(house.Calls);
        using var ready = new LauncherHouse();
        Assert.Equal(0, ready.Launch("run a.json", (variable, "0")).ExitCode);
    }

    [Fact]
    public void A_sites_mpi_settings_are_no_launcher()
    {
        using var house = new LauncherHouse(built: false);
        Assert.Equal(0, house.Launch("doctor", ("OMPI_MCA_btl", "self")).ExitCode);
    }

    [Fact]
    public void A_missing_package_stops_a_run_but_not_the_verbs_that_only_look()
    {
        using var house = new LauncherHouse();
        house.Require("rossby-no-such-package");
        house.Script("bin/apt-get", "echo \"apt-get $*\" >> \"$CALLS\"\nexit 100\n");
        var run = house.Launch("run a.json");
        Assert.Equal(69, run.ExitCode);
        Assert.Contains("apt-get install --no-install-recommends rossby-no-such-package", run.Error, StringComparison.Ordinal);
        Assert.All(new[] { "doctor", "validate a.json", "run --help", "--version", "schema" }, a => Assert.Equal(0, house.Launch(a).ExitCode));
    }

    [Fact]
    public void What_can_be_done_without_stops_nothing()
    {
        using var house = new LauncherHouse();
        house.Require("rossby-no-such-package optional");
        Assert.Equal(0, house.Launch("run a.json").ExitCode);
    }

    [Theory]
    [InlineData("  total: 5\n  failed: 0\n  succeeded: 4\n  skipped: 1\n  duration: 2s", 0, "4 passed, 0 failed, 1 skipped", 0)]
    [InlineData("  total: 5\n  failed: 2\n  succeeded: 3\n  skipped: 0", 2, "3 passed, 2 failed, 0 skipped", 1)]
    [InlineData("  error: 1\n\n  total: 7\n  failed: 0\n  succeeded: 7\n  skipped: 0", 1, "7 passed, 1 failed, 0 skipped", 1)]
    [InlineData("  total: 7\n  failed: 0\n  succeeded: 7\n  skipped: 0", 139, "7 passed, 1 failed, 0 skipped", 1)]
    public void The_last_line_of_the_tests_counts_a_crash_as_a_failure(string summary, int code, string line, int exit)
    {
        using var house = new LauncherHouse();
        house.Script("bin/dotnet", $"cat <<'EOF'\nrunning\n\nTest run summary: whatever\n{summary}\nEOF\nexit {code}\n");
        var result = house.Launch("test");
        Assert.Equal(line, result.Output.TrimEnd('\n').Split('\n')[^1]);
        Assert.Equal(exit, result.ExitCode);
    }

    [Fact]
    public void Tests_that_never_ran_have_failed()
    {
        using var house = new LauncherHouse();
        house.Script("bin/dotnet", "exit 1\n");
        var result = house.Launch("test");
        Assert.Equal((1, "0 passed, 1 failed, 0 skipped\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public void An_option_that_the_tests_do_not_have_is_a_usage_error()
    {
        using var house = new LauncherHouse();
        Assert.Equal(2, house.Launch("test --fast").ExitCode);
    }
}
