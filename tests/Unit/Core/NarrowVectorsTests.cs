using System.Runtime.Intrinsics;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Unit;

/// <summary>Checksums, sums and encodings where the processor has no vectors of 512 bits, nor carry-less multiplication of them: the runtime is told so.</summary>
public class NarrowVectorsTests
{
    const string Switch = "DOTNET_EnableAVX512";

    [Fact]
    public void What_goes_by_wide_vectors_passes_its_tests_without_them()
    {
        if (Environment.GetEnvironmentVariable(Switch) == "0")
        {
            Assert.False(Vector512.IsHardwareAccelerated);
            return;
        }
        var run = Command.Run(
            Path.Combine(AppContext.BaseDirectory, "Rossby.Tests.Unit"),
            ["--filter-class", $"*.{nameof(NarrowVectorsTests)}", $"*.{nameof(Crc32CSumTests)}", "*.SampleTallyTests", "*.SampleEncodingTests"],
            environment: new Dictionary<string, string?> { [Switch] = "0" });
        Assert.True(run.ExitCode == 0, run.ToString());
    }
}
