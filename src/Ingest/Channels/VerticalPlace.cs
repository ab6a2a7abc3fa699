using System.Globalization;

namespace Rossby.Ingest;

/// <summary>A pressure level or a height above the ground.</summary>
/// <param name="Value">In hPa, or in m.</param>
/// <param name="IsHeight">Which of the two.</param>
internal readonly record struct VerticalPlace(double Value, bool IsHeight)
{
    /// <summary>A pressure level.</summary>
    internal static VerticalPlace HPa(double level) => new(level, false);

    /// <summary>A height.</summary>
    internal static VerticalPlace Metres(double height) => new(height, true);

    /// <summary>Reads <c>850</c> or <c>10m</c>.</summary>
    internal static VerticalPlace? Parse(ReadOnlySpan<char> text)
    {
        bool isHeight = text.EndsWith("m");
        return double.TryParse(isHeight ? text[..^1] : text, CultureInfo.InvariantCulture, out double value) && value > 0 ? new VerticalPlace(value, isHeight) : null;
    }

    /// <summary>The index of the level in a variable's axis, or -1.</summary>
    internal int IndexIn(SourceField field) => IsHeight
        ? field.HeightsM == null ? -1 : HeightLevels.IndexOf(field.HeightsM, Value)
        : field.LevelsHPa == null ? -1 : PressureLevels.IndexOf(field.LevelsHPa, Value);

    /// <summary>As config writes it.</summary>
    public override string ToString() => Value.ToString("0.###", CultureInfo.InvariantCulture) + (IsHeight ? "m" : "");

    /// <summary>With its unit, for messages.</summary>
    internal string Described => IsHeight ? $"{Value.ToString("0.###", CultureInfo.InvariantCulture)} m" : $"{this} hPa";
}
