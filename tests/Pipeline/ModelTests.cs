using System.Text.RegularExpressions;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Pipeline;

/// <summary>The verbs of <c>rossby model</c>.</summary>
public sealed class ModelTests
{
    static readonly Dictionary<string, string?> Environment = [];

    [Fact]
    public void Describe_prints_a_line_per_layer_and_the_published_sums()
    {
        var result = RossbyProgram.Run(RepositoryRoot.Path, Environment, "model", "describe", "deeplabv3plus-xception");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("parameters: 56,454,720", result.Output, StringComparison.Ordinal);
        Assert.Contains("forward: 655.3 GFLOP", result.Output, StringComparison.Ordinal);
        Assert.Matches(new Regex(@"(?m)^upsample\.last_deconv\.0 +transposed conv 3x3 +768 x 1152 x 3 +6,912 +3\.058$"), result.Output);
    }

    [Fact]
    public void A_network_that_does_not_exist_is_a_config_error_with_the_nearest_name()
    {
        var result = RossbyProgram.Run(RepositoryRoot.Path, Environment, "model", "describe", "cgnett");
        Assert.Equal(78, result.ExitCode);
        Assert.Contains("did you mean 'cgnet'?", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_refuses_a_pickle_that_calls_a_function_and_writes_nothing()
    {
        using var folder = new TemporaryFolder();
        string weights = Path.Combine(folder.Path, "weights.pth"), mark = Path.Combine(folder.Path, "mark");
        File.WriteAllBytes(weights, [0x80, 2, .. System.Text.Encoding.ASCII.GetBytes($"cos\nsystem\n(X"), (byte)(6 + mark.Length), 0, 0, 0, .. System.Text.Encoding.ASCII.GetBytes($"touch {mark}tR.")]);
        var result = RossbyProgram.Run(folder.Path, Environment, "model", "import", weights, "--architecture", "cgnet", "--statistics", "climatenet-2020-12");
        Assert.Equal(65, result.ExitCode);
        Assert.Contains("'os.system'", result.Error, StringComparison.Ordinal);
        Assert.Equal(["weights.pth"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Import_without_statistics_asks_for_them()
    {
        using var folder = new TemporaryFolder();
        string weights = Path.Combine(folder.Path, "weights.pth");
        File.WriteAllBytes(weights, [0x80, 2, (byte)'N', (byte)'.']);
        var result = RossbyProgram.Run(folder.Path, Environment, "model", "import", weights, "--architecture", "cgnet");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--statistics", result.Error, StringComparison.Ordinal);
    }
}
