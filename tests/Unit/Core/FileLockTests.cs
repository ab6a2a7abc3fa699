using Rossby.Core;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Unit;

public class FileLockTests
{
    [Fact]
    public void A_lock_is_held_against_this_process_and_others_until_it_is_given_back()
    {
        using var folder = new TemporaryFolder();
        string path = folder.In("lock");
        using (var held = FileLock.TryTake(path))
        {
            Assert.NotNull(held);
            Assert.Null(FileLock.TryTake(path));
            Assert.Equal(1, Command.Run("flock", ["-n", path, "true"]).ExitCode);
        }
        Assert.Equal(0, Command.Run("flock", ["-n", path, "true"]).ExitCode);
        using var again = FileLock.TryTake(path);
        Assert.NotNull(again);
    }
}
