using Microsoft.Extensions.Logging;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>All findings about one source; those that the config allows are warnings.</summary>
internal sealed class GuardReport(GuardConfig config)
{
    readonly List<Finding> findings = [];
    readonly HashSet<Finding> told = [];

    /// <summary>The findings in the order in which they came, each kind once for each subject.</summary>
    internal IReadOnlyList<Finding> Findings => findings;

    /// <summary>Adds findings; of several of one kind about one subject the first is kept, as an error if one of them is.</summary>
    internal void Add(params IEnumerable<Finding> found)
    {
        foreach (var finding in found)
        {
            var severity = config.Allow.Contains(finding.Kind) ? FindingSeverity.Warning : finding.Severity;
            int known = findings.FindIndex(f => f.Kind == finding.Kind && f.Subject == finding.Subject);
            if (known < 0) findings.Add(finding with { Severity = severity });
            else if (severity > findings[known].Severity) findings[known] = finding with { Severity = severity };
        }
    }

    /// <summary>Says all warnings that were not said before, then throws with all errors.</summary>
    /// <param name="log">Where warnings go.</param>
    /// <param name="before">What would have been done next, for the message.</param>
    /// <exception cref="DataException">There are errors.</exception>
    internal void Tell(ILogger log, string before)
    {
        foreach (var warning in Of(FindingSeverity.Warning).Where(told.Add)) log.LogWarning("guard: {Finding}", warning);
        var errors = Of(FindingSeverity.Error);
        if (errors.Count == 0) return;
        string allow = string.Join(", ", errors.Select(e => e.Kind).Distinct().Select(k => $"\"{k}\""));
        throw new DataException($"{errors.Count} error(s) in the source, found before {before}:\n"
            + string.Join('\n', errors.Select(e => $"  {e}"))
            + $"\n  If this is how it should be: \"guard\": {{ \"allow\": [{allow}] }} in $.ingest makes warnings of them.");
    }

    List<Finding> Of(FindingSeverity severity) => findings.FindAll(f => f.Severity == severity);
}
