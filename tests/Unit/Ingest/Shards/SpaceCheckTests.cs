using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

public class SpaceCheckTests
{
    [Fact]
    public void Needed_and_free_bytes_are_named()
    {
        var error = Assert.Throws<StorageException>(() => SpaceCheck.Require("/no/such/folder", 5000, folder => folder == "/" ? 4999 : throw new InvalidOperationException(folder)));
        Assert.Contains("5000 bytes are needed, 4999 are free", error.Message, StringComparison.Ordinal);
        SpaceCheck.Require("/no/such/folder", 5000, _ => 5000);
    }
}
