using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>Who runs where, for the log in MLPerf's words; none of it changes a result.</summary>
public sealed record SubmissionConfig
{
    /// <summary>Who runs it.</summary>
    [Description("Who runs it: submission_org of mllog.txt.")]
    public string Organization { get; init; } = "unnamed";

    /// <summary>The machine; null takes the number of nodes and the first one's name.</summary>
    [Description("The machine: submission_platform of mllog.txt; by default the number of nodes and the name of the first.")]
    public string? Platform { get; init; }

    /// <summary>How the machine can be had.</summary>
    [Description("How the machine can be had: submission_status of mllog.txt."), AllowedValues("cloud", "onprem", "preview", "research")]
    public string Status { get; init; } = "research";
}
