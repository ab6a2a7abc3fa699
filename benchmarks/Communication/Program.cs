using Rossby.Benchmarks.Communication;
using Rossby.Core;
using Rossby.Mpi;

// Run under mpiexec: check, allreduce [ROUNDS [KIB...]], overlap cgnet|unet ROUNDS MIB..., or scaling STEPS SECONDS JITTER LAG.
var job = MpiJob.Start(Environment.GetEnvironmentVariable("ROSSBY_MPI") ?? "auto", "ROSSBY_MPI", MpiLauncher.Mine);
int code = ExitCode.Done;
try
{
    switch (args)
    {
        case ["allreduce", .. var more]:
            AllreduceTable.Print(job.Communicator, more.Length > 0 ? int.Parse(more[0]) : 30, [.. more.Skip(1).Select(long.Parse)]);
            break;
        case ["overlap", var network, var rounds, .. var sizes]:
            OverlapTable.Print(job.Communicator, network, int.Parse(rounds), [.. sizes.Select(double.Parse)]);
            break;
        case ["check"]:
            AllreduceCheck.Run(job.Communicator);
            break;
        case ["scaling", var steps, var seconds, var jitter, var lag]:
            WeakScaling.Print(job.Communicator, int.Parse(steps), double.Parse(seconds), double.Parse(jitter), lag == "lag");
            break;
        default:
            code = ExitCode.Usage;
            break;
    }
}
#pragma warning disable CA1031 // Whatever it is, the other ranks must not wait for this one.
catch (Exception e)
{
    Console.Error.WriteLine(e);
    code = ExitCode.InternalError;
}
#pragma warning restore CA1031
return job.End(code).ExitCode;
