using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Native;

public sealed class SecondDeviceProcessTests
{
    // A device must be there before libtorch makes its first gradient, and its memory ends a process that touches it: the tests have one of their own.
    [Fact]
    public void Everything_that_trains_works_on_a_device_that_is_not_main_memory()
    {
        var run = Command.Run(Path.Combine(AppContext.BaseDirectory, "Rossby.Tests.Native"), ["--explicit", "only", "--filter-class", $"*.{nameof(SecondDeviceTests)}", $"*.{nameof(NcclTrainingTests)}", $"*.{nameof(OptimizerKernelTests)}"]);
        Assert.True(run.ExitCode == 0, run.ToString());
    }
}
