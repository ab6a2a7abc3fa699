using Rossby.Core;
using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>The layouts that Rossby knows.</summary>
internal static class SourceLayouts
{
    static readonly ISourceLayout[] Special = [new DeepCamLayout(), new ExtremeWeatherLayout(), new ClimateNetLayout()];
    static readonly CfLayout Cf = new();

    /// <summary>The layout of a file: the one that the config states, else the one that the content shows.</summary>
    /// <exception cref="DataException">The file is not of the stated layout.</exception>
    internal static ISourceLayout Of(NetCdfFile file, string stated)
    {
        if (stated == FilesSourceConfig.AnyLayout) return Special.FirstOrDefault(l => l.Recognises(file)) ?? Cf;
        // Those with names of their own lie as CF files do.
        if (Array.Find(Special, l => l.Name == stated) is not { } layout) return Cf;
        return layout.Recognises(file) ? layout : throw new DataException($"{file.Path}: is not of layout {stated} ($.ingest.source.layout): it has no {layout.Sign}");
    }
}
