using System.Xml.Linq;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Unit;

/// <summary>The table in docs/architecture.md is the law on references between projects.</summary>
public class ReferenceTableTests
{
    [Fact]
    public void No_project_references_another_that_the_table_does_not_allow()
    {
        var table = Table();
        var wrong = new List<string>();
        foreach (string file in Projects())
        {
            string name = ShortName(file);
            if (!table.TryGetValue(name, out var allowed)) wrong.Add($"{name} is not in the table");
            else wrong.AddRange(References(file).Where(r => !allowed.Contains(r)).Select(r => $"{name} references {r}"));
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public void The_table_itself_has_no_circles()
    {
        var table = Table();
        var done = new HashSet<string>();
        while (table.Keys.FirstOrDefault(p => !done.Contains(p) && table[p].All(done.Contains)) is { } next) done.Add(next);
        Assert.Equal(table.Keys.Order(), done.Order());
    }

    [Fact]
    public void A_project_file_is_named_after_its_folder_so_that_assembly_and_namespace_follow() =>
        Assert.All(Projects().Where(p => p.Contains("/src/", StringComparison.Ordinal)), p =>
            Assert.Equal($"Rossby.{Path.GetFileName(Path.GetDirectoryName(p))}.csproj", Path.GetFileName(p)));

    [Fact]
    public void Nothing_but_the_cli_writes_to_the_console() =>
        Assert.DoesNotContain(
            Directory.EnumerateFiles(RepositoryRoot.In("src"), "*.cs", SearchOption.AllDirectories).Where(f => !f.StartsWith(RepositoryRoot.In("src", "Cli"), StringComparison.Ordinal)),
            f => File.ReadLines(f).Any(PrintsOrExits));

    static bool PrintsOrExits(string line) =>
        !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
        && (line.Contains("Console.", StringComparison.Ordinal) || line.Contains("Environment.Exit(", StringComparison.Ordinal));

    static IEnumerable<string> Projects() => new[] { "src", "notebooks" }
        .Select(f => RepositoryRoot.In(f))
        .Where(Directory.Exists)
        .SelectMany(f => Directory.EnumerateFiles(f, "*.csproj", SearchOption.AllDirectories));

    static IEnumerable<string> References(string project) =>
        XDocument.Load(project).Descendants("ProjectReference").Select(r => ShortName(r.Attribute("Include")!.Value));

    static string ShortName(string project) => Path.GetFileNameWithoutExtension(project.Replace('\\', '/'))["Rossby.".Length..];

    static Dictionary<string, HashSet<string>> Table()
    {
        var rows = File.ReadLines(RepositoryRoot.In("docs", "architecture.md"))
            .SkipWhile(l => !l.StartsWith("| project | may reference |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(l => l.StartsWith('|'));
        return rows.Select(r => r.Split('|', StringSplitOptions.TrimEntries)).ToDictionary(
            c => c[1],
            c => c[2] == "nothing" ? [] : c[2].Split(',', StringSplitOptions.TrimEntries).ToHashSet());
    }
}
