using Rossby.Core;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Unit;

public class FileHashesTests
{
    [Fact]
    public void A_file_that_looks_untouched_is_not_read_again_unless_asked()
    {
        using var folder = new TemporaryFolder();
        string file = folder.In("a.nc"), memory = folder.In("inputs.json");
        File.WriteAllText(file, "one");
        var stamp = File.GetLastWriteTimeUtc(file);
        string first = new FileHashes(memory, verify: false).OfAll([file], null, TestContext.Current.CancellationToken);
        File.WriteAllText(file, "two");
        File.SetLastWriteTimeUtc(file, stamp);
        Assert.Equal(first, new FileHashes(memory, verify: false).OfAll([file], null, TestContext.Current.CancellationToken));
        Assert.NotEqual(first, new FileHashes(memory, verify: true).OfAll([file], null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Content_names_and_order_count_and_folders_do_not()
    {
        using var folder = new TemporaryFolder();
        string Write(string sub, string name, string text)
        {
            Directory.CreateDirectory(folder.In(sub));
            File.WriteAllText(folder.In(sub, name), text);
            return folder.In(sub, name);
        }
        string Hash(params string[] files) => new FileHashes(folder.In("inputs.json"), verify: false).OfAll(files, null, TestContext.Current.CancellationToken);
        string a = Write("x", "a", "1"), b = Write("x", "b", "2"), elsewhere = Write("y", "a", "1"), renamed = Write("x", "c", "1");
        Assert.Equal(Hash(a, b), Hash(elsewhere, b));
        Assert.NotEqual(Hash(a, b), Hash(b, a));
        Assert.NotEqual(Hash(a), Hash(renamed));
    }

    [Fact]
    public void The_hash_is_the_one_that_sha256sum_gives()
    {
        using var folder = new TemporaryFolder();
        string file = folder.In("a");
        File.WriteAllText(file, "Rossby");
        new FileHashes(folder.In("inputs.json"), verify: false).OfAll([file], null, TestContext.Current.CancellationToken);
        string sum = Command.Run("sha256sum", [file]).Output[..64];
        Assert.Contains(sum, File.ReadAllText(folder.In("inputs.json")), StringComparison.Ordinal);
    }
}
