namespace Rossby.Tests.Support;

/// <summary>The folder of <c>Rossby.slnx</c>, found upwards from the test program.</summary>
public static class RepositoryRoot
{
    /// <summary>Its full path.</summary>
    public static string Path { get; } = Find();

    /// <summary>A path in it.</summary>
    public static string In(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);

    static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Rossby.slnx"))) return folder.FullName;
        }
        throw new DirectoryNotFoundException($"No Rossby.slnx above {AppContext.BaseDirectory}.");
    }
}
