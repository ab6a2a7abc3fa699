namespace Rossby.Torch;

/// <summary>How many threads libtorch computes with. Its own default depends on how it was built, so we always say.</summary>
public static class TorchThreads
{
    /// <summary>Sets the threads inside an operation; operations never run beside each other (inter-op 1).</summary>
    public static void Set(int intraOp)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(intraOp, 1);
        TorchException.Check(Shim.rt_set_threads(intraOp, 1), "set threads");
    }

    /// <summary>Threads inside an operation.</summary>
    public static int IntraOp
    {
        get
        {
            TorchException.Check(Shim.rt_threads(out int intraOp, out _, out _), "threads");
            return intraOp;
        }
    }

    /// <summary>Threads among which a loop of the shim's own is divided: as many.</summary>
    public static int Loops
    {
        get
        {
            TorchException.Check(Shim.rt_threads(out _, out int loops, out _), "threads");
            return loops;
        }
    }

    /// <summary>Operations beside each other.</summary>
    public static int InterOp
    {
        get
        {
            TorchException.Check(Shim.rt_threads(out _, out _, out int interOp), "threads");
            return interOp;
        }
    }
}
