namespace Rossby.Hdf5;

/// <summary>Dataspaces: extents and hyperslabs. Call under the gate.</summary>
internal static unsafe class H5Space
{
    const int Null = 2, Scalar = 0, Set = 0;

    internal static H5Id Create(ReadOnlySpan<long> shape, string where)
    {
        if (shape.Length == 0) return new H5Id(H5Error.Write(Native.H5Screate(Scalar), where));
        fixed (long* p = shape) return new H5Id(H5Error.Write(Native.H5Screate_simple(shape.Length, (ulong*)p, null), where));
    }

    /// <summary>The extent; empty for a scalar, [0] for a space that holds nothing.</summary>
    internal static long[] Shape(H5Id space, string where)
    {
        if (Native.H5Sget_simple_extent_type(space.Value) == Null) return [0];
        long[] shape = new long[H5Error.Read(Native.H5Sget_simple_extent_ndims(space.Value), where)];
        fixed (long* p = shape) H5Error.Read(Native.H5Sget_simple_extent_dims(space.Value, (ulong*)p, null), where);
        return shape;
    }

    /// <summary>Whether it is a null space, which holds not even one element.</summary>
    internal static bool IsNull(H5Id space) => Native.H5Sget_simple_extent_type(space.Value) == Null;

    /// <summary>How far each axis may grow; -1 without limit.</summary>
    internal static long[] MaximumShape(H5Id space, string where)
    {
        long[] shape = Shape(space, where), most = new long[shape.Length];
        if (IsNull(space)) return shape;
        fixed (long* s = shape)
        fixed (long* m = most)
            H5Error.Read(Native.H5Sget_simple_extent_dims(space.Value, (ulong*)s, (ulong*)m), where);
        return most;
    }

    internal static void Select(H5Id space, ReadOnlySpan<long> start, ReadOnlySpan<long> count, string where)
    {
        fixed (long* s = start)
        fixed (long* c = count)
            H5Error.Read(Native.H5Sselect_hyperslab(space.Value, Set, (ulong*)s, null, (ulong*)c, null), where);
    }

    /// <summary>The number of elements of a slab, after checking that it lies inside the shape and fits the span.</summary>
    internal static void Require(long[] shape, ReadOnlySpan<long> start, ReadOnlySpan<long> count, long available, string where)
    {
        bool inside = start.Length == shape.Length && count.Length == shape.Length;
        long elements = 1;
        for (int i = 0; inside && i < shape.Length; i++)
        {
            inside = start[i] >= 0 && count[i] >= 0 && start[i] <= shape[i] - count[i];
            elements *= count[i];
        }
        if (!inside)
            throw new ArgumentException($"{where}: slab start [{Join(start)}] count [{Join(count)}] is not inside [{Join(shape)}]");
        if (elements != available)
            throw new ArgumentException($"{where}: slab of [{Join(count)}] needs {elements} elements, got {available}");
    }

    static string Join(ReadOnlySpan<long> values) => string.Join(", ", values.ToArray());
}
