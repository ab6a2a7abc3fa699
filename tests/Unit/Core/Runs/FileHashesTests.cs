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
    public void What_would_be_read_again_is_not_remembered()
    {
        using var folder = new TemporaryFolder();
        string file = folder.In("a.nc"), memory = folder.In("inputs.json");
        File.WriteAllText(file, "one");
        Assert.False(new FileHashes(memory, verify: false).Remembers([file]));
        _ = new FileHashes(memory, verify: false).Of([file], null, TestContext.Current.CancellationToken);
        Assert.True(new FileHashes(memory, verify: false).Remembers([file]));
        Assert.False(new FileHashes(memory, verify: true).Remembers([file]));
        Assert.False(new FileHashes(memory, verify: false).Remembers([file, folder.In("none")]));
        File.WriteAllText(file, "another length");
        Assert.False(new FileHashes(memory, verify: false).Remembers([file]));
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
    public void A_file_longer_than_a_block_has_the_checksum_of_its_whole_content()
    {
        using var folder = new TemporaryFolder();
        string file = folder.In("a");
        byte[] bytes = new byte[Crc32C.BlockBytes + 12345];
        new Random(1).NextBytes(bytes);
        File.WriteAllBytes(file, bytes);
        var print = Assert.Single(new FileHashes(null, verify: false).Of([file], null, TestContext.Current.CancellationToken));
        Assert.Equal((bytes.LongLength, Crc32C.Of(bytes).ToString("x8")), (print.Bytes, print.Crc32C));
        bytes[Crc32C.BlockBytes] ^= 1;
        File.WriteAllBytes(file, bytes);
        Assert.NotEqual(print.Content, new FileHashes(null, verify: false).Of([file], null, TestContext.Current.CancellationToken)[0].Content);
    }

    [Fact]
    public void A_file_that_is_gone_is_named()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<InputMissingException>(() => new FileHashes(null, verify: false).OfAll([folder.In("none")], null, TestContext.Current.CancellationToken));
        Assert.Contains(folder.In("none"), error.Message, StringComparison.Ordinal);
    }
}
