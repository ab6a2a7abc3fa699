namespace Rossby.Ingest;

/// <summary>Whether ingest goes on after a finding.</summary>
internal enum FindingSeverity
{
    /// <summary>It does; the user should know.</summary>
    Warning,

    /// <summary>It does not.</summary>
    Error,
}
