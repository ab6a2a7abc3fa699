namespace Rossby.Mpi;

/// <summary>The two binary interfaces that MPI libraries have.</summary>
public enum MpiFamily
{
    /// <summary>MPICH and what shares its ABI: Cray, Intel, MVAPICH.</summary>
    Mpich,

    /// <summary>Open MPI.</summary>
    OpenMpi,
}
