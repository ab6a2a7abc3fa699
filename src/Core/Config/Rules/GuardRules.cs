namespace Rossby.Core;

/// <summary>What is allowed is something that can be found.</summary>
internal static class GuardRules
{
    public static void Check(GuardConfig guard, ConfigFindings findings)
    {
        for (int i = 0; i < guard.Allow.Count; i++)
        {
            if (!FindingKind.All.Contains(guard.Allow[i]))
                findings.Add($"$.ingest.guard.allow[{i}]", $"unknown finding '{guard.Allow[i]}'; {Suggestion.For(guard.Allow[i], [.. FindingKind.All])}");
        }
    }
}
