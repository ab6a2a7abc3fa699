using Xunit;

namespace Rossby.Tests.Support;

/// <summary>The folder <c>shared</c> beside the repository, with real files and golden values; a clone without it skips the tests that need it.</summary>
public static class SharedFolder
{
    /// <summary>A path in it; skips the test when it is not there.</summary>
    public static string In(params ReadOnlySpan<string> parts)
    {
        string path = System.IO.Path.GetFullPath(System.IO.Path.Combine([RepositoryRoot.Path, "..", "shared", .. parts]));
        if (!System.IO.Path.Exists(path)) Assert.Skip($"{System.IO.Path.Combine(["shared", .. parts])} is not beside this clone.");
        return path;
    }
}
