using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>Files that describe themselves by the CF conventions, or nearly.</summary>
internal sealed class CfLayout : ISourceLayout
{
    public string Name => "cf";

    public string Sign => "";

    public bool Recognises(NetCdfFile file) => true;

    public IReadOnlyList<SourceField> Fields(NetCdfFile file)
    {
        var shared = new FileCoordinates(file);
        var fields = new List<SourceField>();
        foreach (var variable in file.Variables)
        {
            bool isCoordinate = variable is { Refusal: null, Dimensions.Count: <= 1, ElementBytes: > 0 } && (AxisRoles.OfCoordinate(variable) != AxisRole.Other || AxisRoles.IsForecastStep(variable));
            if (!isCoordinate) fields.Add(new FieldReader(file, variable, shared).Read());
        }
        return fields;
    }
}
