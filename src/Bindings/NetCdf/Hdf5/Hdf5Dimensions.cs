namespace Rossby.NetCdf;

/// <summary>
/// The dimensions of an HDF5 file: its dimension scales; for axes without one, dimensions made up by length as libnetcdf does
/// (<c>phony_dim_0</c>, ...), since an array without scales still has a shape.
/// </summary>
internal sealed class Hdf5Dimensions
{
    const long Unlimited = -1;

    readonly List<(string Name, long Length, bool IsUnlimited)> dimensions = [];
    readonly Dictionary<ulong, int> byScale = [];
    readonly Dictionary<int, int> byId = [];
    readonly Dictionary<(string Group, long Length), List<int>> madeUp = [];
    int madeUpCount;

    internal Hdf5Dimensions(IEnumerable<Hdf5Array> arrays)
    {
        foreach (var array in arrays.Where(a => a.IsScale))
        {
            byScale[array.Address] = dimensions.Count;
            if (array.DimensionId is { } id) byId[id] = dimensions.Count;
            dimensions.Add((array.Name, array.Data.Shape[0], array.Data.MaximumShape[0] == Unlimited));
        }
    }

    /// <summary>The dimensions of an array, by number. One that can grow is as long as its longest array.</summary>
    internal int[] Of(Hdf5Array array)
    {
        long[] shape = array.Data.Shape;
        int[] found = new int[shape.Length];
        var used = new HashSet<int>();
        for (int axis = 0; axis < found.Length; axis++)
        {
            int dimension = Named(array, axis) is { } named && Fits(named, shape[axis]) ? named : MadeUp(array.Group, shape[axis], used);
            used.Add(found[axis] = dimension);
            if (shape[axis] > dimensions[dimension].Length) dimensions[dimension] = dimensions[dimension] with { Length = shape[axis] };
        }
        return found;
    }

    internal List<NetCdfDimension> All() => [.. dimensions.Select(d => new NetCdfDimension(d.Name, d.Length, d.IsUnlimited))];

    int? Named(Hdf5Array array, int axis)
    {
        if (array.CoordinateIds is { } ids && byId.TryGetValue(ids[axis], out int byNumber)) return byNumber;
        if (array.ScaleOfAxis is { } scales && axis < scales.Length && scales[axis] is { } address && byScale.TryGetValue(address, out int attached)) return attached;
        return axis == 0 && array.IsScale ? byScale[array.Address] : null;
    }

    bool Fits(int dimension, long extent) => dimensions[dimension].IsUnlimited || dimensions[dimension].Length == extent;

    int MadeUp(string group, long length, HashSet<int> used)
    {
        if (!madeUp.TryGetValue((group, length), out var known)) madeUp[(group, length)] = known = [];
        foreach (int dimension in known)
            if (!used.Contains(dimension)) return dimension;
        known.Add(dimensions.Count);
        dimensions.Add(($"{group}phony_dim_{madeUpCount++}", length, false));
        return known[^1];
    }
}
