namespace Rossby.Core;

/// <summary>A config that was read and found good.</summary>
public sealed record LoadedConfig
{
    readonly ConfigPlaces places;

    internal LoadedConfig(ConfigPlaces places) => this.places = places;

    /// <summary>The experiment, defaults filled in.</summary>
    public required PipelineConfig Config { get; init; }

    /// <summary>The file as it was named.</summary>
    public required string File { get; init; }

    /// <summary>The file's folder, in full: input paths in the config are relative to it.</summary>
    public required string Folder { get; init; }

    /// <summary>The <c>--set</c> arguments in their order.</summary>
    public required IReadOnlyList<string> Overrides { get; init; }

    /// <summary>Findings of a stage, which knows a value's path alone (<c>$.model.outputStride: ...</c>), with file, line and column.</summary>
    public ConfigException Locate(ConfigException findings) => new([.. findings.Findings.Select(Locate)]);

    /// <summary>A missing input that a setting names, with file, line and column of the setting.</summary>
    public InputMissingException Locate(InputMissingException missing) =>
        missing.Setting is { } setting ? new($"{places.Of(setting)}: {setting}: {missing.Message}", missing) : missing;

    string Locate(string finding)
    {
        int end = finding.IndexOf(':', StringComparison.Ordinal);
        return finding.StartsWith('$') && end > 0 ? $"{places.Of(finding[..end])}: {finding}" : finding;
    }
}
