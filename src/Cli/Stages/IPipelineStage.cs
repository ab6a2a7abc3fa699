using Rossby.Core;

namespace Rossby.Cli;

/// <summary>A stage as the runner sees it: what it depends on, what it makes, how it is done.</summary>
internal interface IPipelineStage
{
    /// <summary>One of <see cref="StageName"/>.</summary>
    string Name { get; }

    /// <summary>Its hashes; the stages before it are done when they are asked for.</summary>
    StageHashes Hashes { get; }

    /// <summary>Where its output lies, for people.</summary>
    string Output { get; }

    /// <summary>Files and folders that are kept under another name before they are made with other hashes.</summary>
    IReadOnlyList<string> Outputs { get; }

    /// <summary>Whether its output is there, whole as far as can be seen without reading it.</summary>
    bool IsPresent { get; }

    /// <summary>Does the work, taking up what an interrupted try with the same hashes left.</summary>
    void Run(CancellationToken cancellation);
}
