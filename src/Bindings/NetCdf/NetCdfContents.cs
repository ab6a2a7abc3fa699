namespace Rossby.NetCdf;

/// <summary>What a store found in a file.</summary>
internal sealed record NetCdfContents(List<NetCdfDimension> Dimensions, List<NetCdfVariable> Variables, NetCdfAttributes Attributes);
