using System.Runtime.InteropServices;
using Rossby.Core;

namespace Rossby.Mpi;

/// <summary>
/// The handles of one family, as it passes them by value. MPICH's are 32-bit numbers fixed by its ABI (mpi.h); Open MPI's are addresses of objects.
/// </summary>
internal sealed unsafe record MpiConstants
{
    public required nint World { get; init; }

    public required nint Byte { get; init; }

    public required nint UInt16 { get; init; }

    public required nint Int64 { get; init; }

    public required nint Single { get; init; }

    public required nint Double { get; init; }

    public required nint Sum { get; init; }

    public required nint Max { get; init; }

    public required nint ErrorsReturn { get; init; }

    public required nint InfoNull { get; init; }

    public required nint InPlace { get; init; }

    public required nint StatusIgnore { get; init; }

    public required int SharedMemory { get; init; }

    /// <summary>The handles of a family.</summary>
    public static MpiConstants Of(MpiFamily family, nint library)
    {
        if (family == MpiFamily.Mpich)
        {
            return new()
            {
                World = 0x44000000, Byte = 0x4c00010d, UInt16 = 0x4c00023c, Int64 = 0x4c00083a, Single = 0x4c00040a, Double = 0x4c00080b,
                Sum = 0x58000003, Max = 0x58000001, ErrorsReturn = 0x54000001, InfoNull = 0x1c000000, InPlace = -1, StatusIgnore = 1, SharedMemory = 1,
            };
        }
        nint Of(string name) => NativeLibrary.GetExport(library, name);
        return new()
        {
            World = Of("ompi_mpi_comm_world"), Byte = Of("ompi_mpi_byte"), UInt16 = Of("ompi_mpi_uint16_t"), Int64 = Of("ompi_mpi_int64_t"),
            Single = Of("ompi_mpi_float"), Double = Of("ompi_mpi_double"), Sum = Of("ompi_mpi_op_sum"), Max = Of("ompi_mpi_op_max"),
            ErrorsReturn = Of("ompi_mpi_errors_return"), InfoNull = Of("ompi_mpi_info_null"), InPlace = 1, StatusIgnore = 0, SharedMemory = 0,
        };
    }

    /// <summary>The type of an element; the narrow ones travel as 16-bit integers under an operation of ours.</summary>
    public nint TypeOf(ElementType type) => type switch
    {
        ElementType.Float32 => Single,
        ElementType.Float64 => Double,
        _ => UInt16,
    };
}
