using System.Collections.Concurrent;

namespace Rossby.Ingest;

/// <summary>Memory for whole fields, used again and again: left to the garbage collector, fields would pile up beyond any budget.</summary>
/// <param name="cells">Cells of a field.</param>
internal sealed class FieldPool(int cells)
{
    readonly ConcurrentBag<float[]> spare = [];

    /// <summary>A field with whatever was in it.</summary>
    internal float[] Rent() => spare.TryTake(out float[]? field) ? field : new float[cells];

    /// <summary>Takes a field back; nobody else may hold it.</summary>
    internal void Return(float[] field) => spare.Add(field);
}
