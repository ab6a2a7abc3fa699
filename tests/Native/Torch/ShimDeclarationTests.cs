using System.Text.RegularExpressions;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Native;

public sealed partial class ShimDeclarationTests
{
    [Fact]
    public void Every_function_of_the_headers_is_imported_with_as_many_arguments_and_no_other()
    {
        string folder = RepositoryRoot.In("src", "Bindings", "Torch");
        var header = Directory.GetFiles(Path.Combine(folder, "shim"), "rossby_*.h").SelectMany(f => Declared().Matches(File.ReadAllText(f))).ToList();
        var imports = Directory.GetFiles(Path.Combine(folder, "Native"), "Shim*.cs").SelectMany(f => Imported().Matches(File.ReadAllText(f)));

        Assert.NotEmpty(header);
        Assert.Equal(Signatures(header), Signatures(imports));
    }

    static SortedSet<string> Signatures(IEnumerable<Match> matches) =>
        [.. matches.Select(m => $"{m.Groups[1].Value}/{(m.Groups[2].Value is "void" or "" ? 0 : m.Groups[2].Value.Split(',').Length)}")];

    [GeneratedRegex(@"RT_API \w+ (rt_\w+)\(([^)]*)\)")]
    private static partial Regex Declared();

    [GeneratedRegex(@"partial \w+ (rt_\w+)\(([^)]*)\)")]
    private static partial Regex Imported();
}
