using System.ComponentModel;

namespace Rossby.Core;

/// <summary>Splits by dates: each entry is a day, month or year (<c>2015-12-03</c>), or a span of them (<c>2001/2005</c>), ends included.</summary>
public sealed record RangeSplitConfig : SplitConfig
{
    /// <summary>Times of training.</summary>
    [Description("Days, months, years or spans 'first/last' (both included) of the training split.")]
    public required IReadOnlyList<string> Train { get; init; }

    /// <summary>Times of validation.</summary>
    [Description("The same for the validation split.")]
    public IReadOnlyList<string> Validation { get; init; } = [];

    /// <summary>Times of test.</summary>
    [Description("The same for the test split.")]
    public IReadOnlyList<string> Test { get; init; } = [];
}
