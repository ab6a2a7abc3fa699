using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Rossby.Core;

namespace Rossby.Mpi;

/// <summary>Sums of 16-bit floating-point numbers, which MPI has no type for: operations of ours on 16-bit integers.</summary>
internal sealed unsafe class NarrowSums
{
    readonly nint bfloat16, float16;

    /// <summary>Registers the operations; after MPI_Init.</summary>
    public NarrowSums()
    {
        MpiLibrary.Check(Native.MPI_Op_create(&AddBFloat16, 1, ref bfloat16));
        MpiLibrary.Check(Native.MPI_Op_create(&AddFloat16, 1, ref float16));
    }

    /// <summary>The operation that sums a type.</summary>
    public nint SumOf(ElementType type, MpiConstants constants) => type switch
    {
        ElementType.BFloat16 => bfloat16,
        ElementType.Float16 => float16,
        _ => constants.Sum,
    };

    // Nothing in these can throw: an exception must not cross into C.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void AddBFloat16(void* from, void* into, int* count, void* type) => ElementSum.Add(into, from, *count, ElementType.BFloat16);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void AddFloat16(void* from, void* into, int* count, void* type) => ElementSum.Add(into, from, *count, ElementType.Float16);
}
