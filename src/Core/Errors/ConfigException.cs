namespace Rossby.Core;

/// <summary>The configuration is wrong. All findings are reported together, each as <c>file:line:column: $.path: message</c>.</summary>
public sealed class ConfigException(IReadOnlyList<string> findings) : RossbyException(string.Join('\n', findings))
{
    /// <summary>One line per mistake.</summary>
    public IReadOnlyList<string> Findings { get; } = findings;

    /// <inheritdoc/>
    public override int ExitCode => Core.ExitCode.BadConfig;
}
