using Rossby.Core;
using Rossby.Ingest;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

/// <summary>Which files a path or pattern leads to, and what is said where it leads to none that can be read.</summary>
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
        Assert.Equal($"{folder.In("e/*.nc")}: no file matches: there is no folder {folder.In("e")}", Missing("e/*.nc"));
        Assert.Equal($"{folder.In("*")}: no file matches; {folder.In("d")}: is a folder; name the files in it, such as {folder.In("d")}/*.nc", Missing("*"));
        Assert.Contains("is a folder; name the files in it, such as d/*.nc", Missing("d"), StringComparison.Ordinal);
        File.WriteAllText(folder.In("d/b.nc4"), "");
        Assert.EndsWith("no file matches; there is b.nc4", Missing("d/*.nc"), StringComparison.Ordinal);
        File.WriteAllText(folder.In("d/A.NC"), "");
        Assert.EndsWith("no file matches; there is A.NC and 1 more", Missing("d/*.nc"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("my era.zarr")]
    [InlineData("*.zarr")]
    [InlineData("my era.zarr/*")]
    [InlineData("my era.zarr/PSL")]
    [InlineData("**/*")]
    public void A_zarr_store_is_named_whole_with_the_command_that_converts_it(string path)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.In("my era.zarr/PSL"));
        foreach (string name in (string[])[".zgroup", "PSL/.zarray", "PSL/0.0"]) File.WriteAllText(folder.In("my era.zarr", name), "{}");
        var refused = Assert.Throws<InputMissingException>(() => IngestInputs.Files(new FilesSourceConfig { Paths = [path] }, folder.Path));
        Assert.EndsWith($"{folder.In("my era.zarr")}: Zarr, which is not read; make netCDF of it: python3 -c 'import sys, xarray; xarray.open_zarr(sys.argv[1]).to_netcdf(sys.argv[2])' "
            + $"'{folder.In("my era.zarr")}' '{folder.In("my era.nc")}'", refused.Message, StringComparison.Ordinal);
        Assert.Equal(66, refused.ExitCode);
    }

    [Fact]
    public void Links_to_nothing_are_named_with_what_they_lead_to()
    {
        using var folder = new TemporaryFolder();
        foreach (var (link, target) in ((string, string)[])[("lost.nc", "gone.nc"), ("annexed.nc", "../.git/annex/objects/xX/a.nc"), ("round.nc", "round.nc")]) File.CreateSymbolicLink(folder.In(link), target);
        string Missing(string path) => Assert.Throws<InputMissingException>(() => IngestInputs.Files(new FilesSourceConfig { Paths = [path] }, folder.Path)).Message;
        foreach (string path in (string[])["lost.nc", "l*.nc"]) Assert.Equal($"{folder.In("lost.nc")}: is a link to gone.nc, which is not there", Missing(path));
        Assert.EndsWith($"fetch it: git annex get {folder.In("annexed.nc")}, in its folder", Missing("a*.nc"), StringComparison.Ordinal);
        Assert.StartsWith($"{folder.In("round.nc")}: is a link", Missing("r*.nc"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\u00E9t\u00E9.nc", "e\u0301te\u0301.nc")]
    [InlineData("\uAC01.nc", "\u1100\u1161\u11A8.nc")]
    [InlineData("Ti\u1EBFng/a.nc", "Tie\u0302\u0301ng/a.nc")]
    [InlineData("Ti\u1EBFng/a.nc", "Ti\u00EA\u0301ng/a.nc")]
    [InlineData("\u304C/\u00E9.nc", "\u304B\u3099/\u00E9.nc")]
    public void A_name_that_looks_the_same_is_named_and_the_command_that_gives_it_the_other_characters(string one, string other)
    {
        foreach (var (written, there, form) in ((string, string, string)[])[(one, other, "apart from their letters (NFD"), (other, one, "in one with their letters (NFC)")])
        {
            using var folder = new TemporaryFolder();
            Directory.CreateDirectory(Path.GetDirectoryName(folder.In(there))!);
            File.WriteAllText(folder.In(there), "");
            string Missing(string path) => Assert.Throws<InputMissingException>(() => IngestInputs.Files(new FilesSourceConfig { Paths = [path] }, folder.Path)).Message;
            string message = Missing(written);
            Assert.StartsWith($"{folder.In(written)}: no such file; {folder.In(there.Split('/')[0])} is there, with accents {form}", message, StringComparison.Ordinal);
            Assert.Contains(written.Contains('/', StringComparison.Ordinal) ? ": there is no folder" : "; there is", Missing(written.Replace(".nc", "*", StringComparison.Ordinal)), StringComparison.Ordinal);
            Assert.Contains(form, Missing(written.Replace(".nc", "*", StringComparison.Ordinal)), StringComparison.Ordinal);
            Assert.Equal(0, Command.Run("sh", ["-c", message[message.IndexOf("mv ", StringComparison.Ordinal)..]]).ExitCode);
            Assert.Equal([folder.In(written)], IngestInputs.Files(new FilesSourceConfig { Paths = [written] }, folder.Path));
        }
    }

    [Theory]
    [InlineData("\u00E9.nc", "e.nc")]
    [InlineData("\u041C\u0438\u0440.nc", "\u041C\u0430\u0438\u0306.nc")]
    [InlineData("\u00E9.nc", "\u00EA.nc")]
    [InlineData("\u00E9.nc", "e\u0301_1.nc")]
    [InlineData("\uAC01.nc", "\u1100\u1161.nc")]
    public void A_name_that_looks_otherwise_is_not_taken_for_it(string written, string there)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.In(there), "");
        Assert.Equal($"{folder.In(written)}: no such file", Assert.Throws<InputMissingException>(() => IngestInputs.Files(new FilesSourceConfig { Paths = [written] }, folder.Path)).Message);
    }

    [Theory]
    [InlineData("ann\\351e/a.nc", "*/*.nc", "ann\uFFFDe", "")]
    [InlineData("ann\\351e/a.nc", "**/*.nc", "ann\uFFFDe", "")]
    [InlineData("y/d\\351c.nc", "**/*.nc", "y/d\uFFFDc.nc", "y")]
    [InlineData("y/d\\351c.nc", "y/d\uFFFDc.nc", "y/d\uFFFDc.nc", "y")]
    public void A_name_that_is_not_utf8_is_refused_by_name(string made, string pattern, string named, string renamed)
    {
        var folder = new TemporaryFolder();
        try
        {
            Assert.Equal(0, Command.Run("sh", ["-c", $"f=\"$(printf '{made}')\"; mkdir -p \"$(dirname \"$f\")\"; : > \"$f\""], folder.Path).ExitCode);
            string message = Assert.Throws<InputMissingException>(() => IngestInputs.Files(new FilesSourceConfig { Paths = [pattern] }, folder.Path)).Message;
            Assert.Equal($"{folder.In(named)}: its name is not UTF-8 (\uFFFD stands for what is not); rename it, such as by: convmv -r -f latin1 -t utf8 --notest {folder.In(renamed).TrimEnd('/')}", message);
        }
        finally
        {
            // .NET cannot delete what it cannot name.
            Command.Run("rm", ["-rf", folder.Path]);
        }
    }
}
