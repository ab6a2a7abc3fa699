using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Pipeline;

/// <summary>One finished run, shared by all tests that only look at it.</summary>
public sealed class FinishedRun : IDisposable
{
    public FinishedRun()
    {
        Result = Experiment.Rossby("run", "pipeline.json");
        if (Result.ExitCode != 0) throw new InvalidOperationException(Result.ToString());
    }

    public TinyExperiment Experiment { get; } = new();

    public CommandResult Result { get; }

    public void Dispose() => Experiment.Dispose();
}

[CollectionDefinition(Name)]
public sealed class FinishedRunCollection : ICollectionFixture<FinishedRun>
{
    public const string Name = "finished run";
}
