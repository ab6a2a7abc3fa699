using Rossby.Core;
using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>What the header of one source file holds: its fields with their grids and times.</summary>
/// <param name="Path">The file.</param>
/// <param name="Fields">Every numeric variable of two dimensions or more that is no coordinate.</param>
internal sealed record SourceFile(string Path, IReadOnlyList<SourceField> Fields)
{
    /// <summary>Reads the header and the coordinates.</summary>
    /// <exception cref="DataException">It is not netCDF, damaged, or its coordinates are.</exception>
    internal static SourceFile Read(NetCdfFile file)
    {
        var grids = new Dictionary<(string, string), SourceGrid>();
        var times = new Dictionary<(string, bool), TimeAxis>();
        var fields = new List<SourceField>();
        foreach (var variable in file.Variables)
        {
            if (variable.ElementBytes == 0 || variable.Type == NetCdfType.Char || variable.Dimensions.Count < 1) continue;
            if (variable.Dimensions.Count == 1 && AxisRoles.OfCoordinate(variable) != AxisRole.Other) continue;
            fields.Add(new FieldReader(file, variable, grids, times).Read());
        }
        return new SourceFile(file.Path, fields);
    }

    /// <summary>The fields, for a message that something is not among them.</summary>
    internal string Listing =>
        Fields.Count == 0 ? "no fields" : string.Join(", ", Fields.Where(f => f.Refusal == null || Fields.All(other => other.Refusal != null)));
}
