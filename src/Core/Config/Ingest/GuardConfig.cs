using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>How ingest looks its sources over before it writes anything.</summary>
public sealed record GuardConfig
{
    /// <summary>Times read ahead: the first, the last, and others spread evenly between.</summary>
    [Description("Times whose fields are looked over before anything is written: the first, the last and others between."), Range(1, 1000000)]
    public int Samples { get; init; } = 3;

    /// <summary>Kinds of errors that are only warned of.</summary>
    [Description("Errors that you have looked into and want only to be warned of, by their names in the report, such as 'physical-range'.")]
    public IReadOnlyList<string> Allow { get; init; } = [];
}
