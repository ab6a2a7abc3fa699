using Rossby.Core;
using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>What the header of one source file holds: its fields with their grids and times.</summary>
/// <param name="Path">The file.</param>
/// <param name="Fields">Every variable that is no coordinate, those too that are refused.</param>
internal sealed record SourceFile(string Path, IReadOnlyList<SourceField> Fields)
{
    /// <summary>Reads the header and the coordinates.</summary>
    /// <param name="file">The file.</param>
    /// <param name="layout">How its arrays are laid out (FilesSourceConfig); <c>auto</c> tells by its content.</param>
    /// <exception cref="DataException">It is damaged, or not of the layout.</exception>
    internal static SourceFile Read(NetCdfFile file, string layout) => new(file.Path, SourceLayouts.Of(file, layout).Fields(file));

    /// <summary>The fields, for a message that something is not among them.</summary>
    internal string Listing =>
        Fields.Count == 0 ? "no fields" : string.Join(", ", Fields.Where(f => f.Refusal == null || Fields.All(other => other.Refusal != null)));
}
