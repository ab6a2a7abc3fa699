using System.Collections.Concurrent;

namespace Rossby.Ingest;

/// <summary>
/// Memory for whole fields, used again and again: left to the garbage collector, fields would pile up beyond any budget, and pages that a process has not touched
/// before cost more than what is written into them.
/// </summary>
/// <typeparam name="T">float for values, byte for labels.</typeparam>
/// <param name="cells">Cells of a field.</param>
internal sealed class FieldPool<T>(int cells)
{
    readonly ConcurrentBag<T[]> spare = [];

    /// <summary>A field with whatever was in it.</summary>
    internal T[] Rent() => spare.TryTake(out T[]? field) ? field : new T[cells];

    /// <summary>Takes a field back; nobody else may hold it.</summary>
    internal void Return(T[] field) => spare.Add(field);
}
