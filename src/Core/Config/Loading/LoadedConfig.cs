namespace Rossby.Core;

/// <summary>A config that was read and found good.</summary>
public sealed record LoadedConfig
{
    /// <summary>The experiment, defaults filled in.</summary>
    public required PipelineConfig Config { get; init; }

    /// <summary>The file as it was named.</summary>
    public required string File { get; init; }

    /// <summary>The file's folder, in full: input paths in the config are relative to it.</summary>
    public required string Folder { get; init; }

    /// <summary>The <c>--set</c> arguments in their order.</summary>
    public required IReadOnlyList<string> Overrides { get; init; }
}
