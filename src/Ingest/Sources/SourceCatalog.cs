using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The headers of all files of a source, read once.</summary>
internal sealed class SourceCatalog : IDisposable
{
    const int MostTold = 5;

    /// <param name="paths">The files.</param>
    /// <param name="config">Names and units where the files do not tell them.</param>
    /// <param name="wanted">What will be looked for, named when a file cannot be opened at all.</param>
    /// <param name="cancellation">Stops between files.</param>
    /// <exception cref="InputMissingException">A file is missing.</exception>
    /// <exception cref="DataException">Files are not netCDF, or damaged.</exception>
    internal SourceCatalog(IReadOnlyList<string> paths, FilesSourceConfig config, IEnumerable<string> wanted, CancellationToken cancellation)
    {
        Config = config;
        var files = new List<SourceFile>();
        var refusals = new List<DataException>();
        foreach (string path in paths)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                files.Add(Open.Use(path, file => SourceFile.Read(file, config.Layout)));
            }
            catch (DataException e)
            {
                refusals.Add(e);
            }
        }
        if (refusals.Count > 0)
        {
            Open.Dispose();
            throw new DataException(Describe(refusals, wanted), refusals[0]);
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

    static string Describe(List<DataException> refusals, IEnumerable<string> wanted)
    {
        string told = string.Join("\n", refusals.Take(MostTold).Select(e => e.Message));
        string more = refusals.Count > MostTold ? $"\n  and {refusals.Count - MostTold} more." : "";
        return $"{told}{more}\n  {(refusals.Count == 1 ? "It was" : $"These {refusals.Count} files were")} to be read for {string.Join(", ", wanted)}.";
    }
}
