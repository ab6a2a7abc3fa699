using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The files that ingest reads, known before the first byte is read.</summary>
public static class IngestInputs
{
    /// <summary>The source files, sorted, each once; none for synthetic weather.</summary>
    /// <param name="config">The ingest section.</param>
    /// <param name="configFolder">The folder of the config file, to which paths are relative.</param>
    /// <exception cref="InputMissingException">A path or glob matches nothing, or a pipe, a socket or a device.</exception>
    public static IReadOnlyList<string> Files(IngestConfig config, string configFolder) =>
        config.Source is FilesSourceConfig files ? Files(files, configFolder) : [];

    /// <summary>The files of a source, sorted, each once.</summary>
    /// <inheritdoc cref="Files(IngestConfig, string)"/>
    public static IReadOnlyList<string> Files(FilesSourceConfig source, string configFolder) =>
        [.. source.Paths.SelectMany((path, i) => Expand(path, i, configFolder)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    static string[] Expand(string path, int index, string configFolder)
    {
        try
        {
            string[] paths = [.. PathGlob.Expand(path, configFolder)];
            foreach (string found in paths)
            {
                ReachableName.Require(found);
                RegularFile.Require(found);
            }
            return paths;
        }
        catch (InputMissingException e)
        {
            throw new InputMissingException(e.Message, e) { Setting = $"$.ingest.source.paths[{index}]" };
        }
    }
}
