using Rossby.Core;
using Rossby.Ingest;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

public class PathGlobTests
{
    [Fact]
    public void Globs_match_in_folders_and_below_and_the_result_is_sorted()
    {
        using var folder = new TemporaryFolder();
        foreach (string file in (string[])["b.nc", "a.nc", "a.txt", "y/2001/c.nc", "y/2002/c.nc", "y/c.nc"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.In(file))!);
            File.WriteAllText(folder.In(file), "");
        }
        string[] Match(params string[] paths) =>
            [.. IngestInputs.Files(new FilesSourceConfig { Paths = paths }, folder.Path).Select(p => Path.GetRelativePath(folder.Path, p))];
        Assert.Equal(["a.nc", "b.nc"], Match("*.nc"));
        Assert.Equal(["a.nc", "b.nc", "y/2001/c.nc", "y/2002/c.nc", "y/c.nc"], Match("**/*.nc"));
        Assert.Equal(["y/2001/c.nc", "y/2002/c.nc"], Match("y/200?/c.nc"));
        Assert.Equal(["a.nc", "b.nc"], Match("b.nc", "./*.nc", "y/../a.nc"));
        Assert.Equal(["a.nc"], Match(folder.In("a.n*")));
    }

    [Fact]
    public void Links_are_followed_but_lead_nowhere_twice()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.In("data/2001"));
        Directory.CreateDirectory(folder.In("archive"));
        File.WriteAllText(folder.In("data/2001/a.nc"), "");
        File.WriteAllText(folder.In("archive/b.nc"), "");
        foreach (var (link, target) in ((string, string)[])[("data/here", "."), ("data/again", "."), ("data/2001/up", "../.."), ("data/2001/round", folder.In("data")), ("data/old", folder.In("archive"))])
            File.CreateSymbolicLink(folder.In(link), target);
        string[] found = [.. IngestInputs.Files(new FilesSourceConfig { Paths = ["data/**/*.nc"] }, folder.Path).Select(Path.GetFileName).OfType<string>().Order()];
        Assert.Equal(["a.nc", "b.nc"], found);
    }

    [Fact]
    public void What_matches_nothing_is_named()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.In("d"));
        string Missing(string path) => Assert.Throws<InputMissingException>(() => IngestInputs.Files(new FilesSourceConfig { Paths = [path] }, folder.Path)).Message;
        Assert.Equal($"{folder.In("x.nc")}: no such file", Missing("x.nc"));
        Assert.Equal($"{folder.In("d/*.nc")}: no file matches", Missing("d/*.nc"));
        Assert.Contains("is a folder", Missing("d"), StringComparison.Ordinal);
    }
}
