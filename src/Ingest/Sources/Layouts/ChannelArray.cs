using Rossby.Core;
using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>Fields that share an array, one index of it each.</summary>
internal static class ChannelArray
{
    /// <summary>The field of one channel.</summary>
    /// <param name="array">The array.</param>
    /// <param name="roles">The role of each dimension, <see cref="AxisRole.Other"/> for the channels'.</param>
    /// <param name="channel">The channel, in the unit that Rossby knows it in.</param>
    /// <param name="index">Its index.</param>
    internal static SourceField Field(NetCdfVariable array, AxisRole[] roles, string channel, int index) => Field(array, roles, channel) with
    {
        Units = ClimateChannels.Find(channel)?.Units,
        Fixed = [.. roles.Select(role => role == AxisRole.Other ? (long)index : 0)],
    };

    /// <summary>The field of a whole array.</summary>
    internal static SourceField Field(NetCdfVariable array, AxisRole[] roles, string name) => new()
    {
        FilePath = array.FilePath,
        Name = name,
        HeldBy = array.Name,
        DimensionNames = [.. array.Dimensions.Select(d => d.Name)],
        Roles = roles,
        Lengths = array.Shape,
    };

    /// <summary>That field, refused with a reason.</summary>
    internal static SourceField Refused(NetCdfVariable array, string reason) => Field(array, [.. array.Dimensions.Select(_ => AxisRole.Other)], array.Name) with
    {
        Refusal = $"{array.FilePath}: {array.Name}({SourceField.Describe(array)}): {reason}",
    };
}
