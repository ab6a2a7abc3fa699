using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Pipeline;

/// <summary>Every allreduce under both families of MPI, at even and odd numbers of ranks, on one node and as if on two.</summary>
public class MpiAllreduceTests
{
    [Theory]
    [InlineData("mpich", 1, 1), InlineData("mpich", 3, 1), InlineData("mpich", 4, 2), InlineData("openmpi", 2, 1), InlineData("openmpi", 5, 1)]
    public void Sums_of_whole_numbers_are_exact(string family, int ranks, int nodes)
    {
        string configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        string program = RepositoryRoot.In("artifacts", "bin", "Rossby.Benchmarks.Communication", configuration, "Rossby.Benchmarks.Communication.dll");
        // MPICH's own way to have one host taken for several.
        var result = MpiProgram.Run(family, ranks, program, RepositoryRoot.In("."), new Dictionary<string, string?> { ["MPIR_CVAR_NUM_CLIQUES"] = $"{nodes}", ["TERM"] = "dumb" }, "check");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains($"144 sums right on {ranks} ranks of {nodes} nodes", result.Output, StringComparison.Ordinal);
    }
}
