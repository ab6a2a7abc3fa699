using System.Reflection;

namespace Rossby.Cli;

/// <summary>Which program this is.</summary>
internal static class Versions
{
    /// <summary>The version in Directory.Build.props.</summary>
    public static string Rossby { get; } =
        typeof(Versions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
