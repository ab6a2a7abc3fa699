namespace Rossby.Tests.Support;

/// <summary>The checkout that the tests run in.</summary>
public static class Repository
{
    /// <summary>The folder of Rossby.slnx, found upwards from the test program.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Rossby.slnx"))) return folder.FullName;
        throw new DirectoryNotFoundException($"No folder above {start} holds Rossby.slnx.");
    }
}
