using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The headers of all files of a source, read once.</summary>
internal sealed class SourceCatalog : IDisposable
{
    /// <param name="paths">The files.</param>
    /// <param name="config">Names and units where the files do not tell them.</param>
    /// <param name="wanted">What will be looked for, named when a file cannot be opened at all.</param>
    /// <param name="cancellation">Stops between files.</param>
    /// <exception cref="InputMissingException">A file is missing.</exception>
    /// <exception cref="DataException">A file is not netCDF, or damaged.</exception>
    internal SourceCatalog(IReadOnlyList<string> paths, FilesSourceConfig config, IEnumerable<string> wanted, CancellationToken cancellation)
    {
        Config = config;
        var files = new List<SourceFile>();
        foreach (string path in paths)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                files.Add(Open.Use(path, file => SourceFile.Read(file, config.Layout)));
            }
            catch (DataException e)
            {
                Open.Dispose();
                throw new DataException($"{e.Message}\n  It was to be read for {string.Join(", ", wanted)}.", e);
            }
        }
        Files = ClimateNetLayout.DataOnce(files);
        Finder = new ChannelFinder(Files, config);
    }

    internal FilesSourceConfig Config { get; }

    internal IReadOnlyList<SourceFile> Files { get; }

    internal OpenFiles Open { get; } = new();

    /// <summary>Finds the channels in the files.</summary>
    internal ChannelFinder Finder { get; }

    public void Dispose() => Open.Dispose();
}
