using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>
/// ClimateNet's labelled files, <c>data-YYYY-MM-DD-TT-R_K.nc</c>: CF fields and <c>LABELS</c>, once for every labelling K of a time. The fields of a time come once;
/// labelling K above 0 is the variable <c>LABELS_K</c>, and a time that lacks it is undecided there.
/// </summary>
internal sealed class ClimateNetLayout : ISourceLayout
{
    const string Labels = "LABELS";
    readonly CfLayout cf = new();

    public string Name => "climatenet";

    public string Sign => "variable LABELS, or its name is not data-YYYY-MM-DD-TT-R_K.nc";

    public bool Recognises(NetCdfFile file) => file.Find(Labels) != null && CamFileName.Of(file.Path) != null;

    public IReadOnlyList<SourceField> Fields(NetCdfFile file)
    {
        var name = CamFileName.Of(file.Path)!;
        var fields = cf.Fields(file).Select(f => f is { Refusal: null, Times: null, TimeSteps: 1 } ? f with { Times = name.Axis } : f);
        return [.. fields.Select(f => f.Name != Labels ? f : f with { Name = name.Labelling == 0 ? Labels : $"{Labels}_{name.Labelling}", HeldBy = Labels, MayLack = true })];
    }

    /// <summary>Leaves the fields of each time in the file of its first labelling alone; the others give their labels.</summary>
    internal static IReadOnlyList<SourceFile> DataOnce(IReadOnlyList<SourceFile> files)
    {
        var first = files.Select(f => (f.Path, Name: CamFileName.Of(f.Path), IsLabelled: f.Fields.Any(x => x.MayLack))).Where(f => f.Name != null && f.IsLabelled)
            .GroupBy(f => (f.Name!.Time, f.Name.Run)).SelectMany(g => g.OrderBy(f => f.Name!.Labelling).Skip(1)).Select(f => f.Path).ToHashSet();
        return first.Count == 0 ? files : [.. files.Select(f => first.Contains(f.Path) ? f with { Fields = [.. f.Fields.Where(x => x.MayLack)] } : f)];
    }
}
