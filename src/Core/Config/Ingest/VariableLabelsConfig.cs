using System.ComponentModel;

namespace Rossby.Core;

/// <summary>Labels that the files carry.</summary>
public sealed record VariableLabelsConfig : LabelsConfig
{
    /// <summary>The variable that holds 0, 1, 2 and, where undecided, its fill value.</summary>
    [Description("Variable that holds 0 (background), 1 (tropical cyclone), 2 (atmospheric river); missing is undecided.")]
    public string Variable { get; init; } = "LABELS";
}
