using Rossby.Core;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Unit;

public sealed class AtomicFileTests
{
    [Fact]
    public void A_folder_that_cannot_be_opened_to_be_synced_is_an_error_that_names_it()
    {
        using var folder = new TemporaryFolder();
        string missing = folder.In("missing");
        var e = Assert.Throws<IOException>(() => Durable.SyncFolder(missing));
        Assert.StartsWith(missing + ": could not be opened to be synced: ", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_write_that_fails_leaves_the_file_as_it_was_and_nothing_beside_it()
    {
        using var folder = new TemporaryFolder();
        string path = folder.In("a.txt");
        AtomicFile.WriteText(path, "old");
        Assert.Throws<StorageException>(() => AtomicFile.Write(path, _ => throw new IOException("No space left on device")));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }
}
