using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Notebooks;

/// <summary>One finished run, shared by all tests that look at it.</summary>
public sealed class FinishedRun : IDisposable
{
    public FinishedRun()
    {
        var result = Experiment.Rossby("run", "pipeline.json");
        if (result.ExitCode != 0) throw new InvalidOperationException(result.ToString());
    }

    public TinyExperiment Experiment { get; } = new();

    public void Dispose() => Experiment.Dispose();
}

[CollectionDefinition(Name)]
public sealed class FinishedRunCollection : ICollectionFixture<FinishedRun>
{
    public const string Name = "finished run";
}
