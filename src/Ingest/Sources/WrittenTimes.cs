using Rossby.Core;
using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>Times that are written as text, as WRF does (2005-08-28_00:00:00) and others by ISO 8601 (2005-08-28T00:00Z).</summary>
internal static class WrittenTimes
{
    /// <summary>The times along a dimension: a variable of its name, of the standard name <c>time</c>, or WRF's <c>Times</c>; null where no such is text.</summary>
    /// <exception cref="DataException">A text is no time.</exception>
    internal static TimeAxis? Along(NetCdfFile file, NetCdfDimension dimension)
    {
        var written = file.Variables.FirstOrDefault(v => IsTextAlong(v, dimension) && (v.Name == dimension.Name || v.Name == "Times" || v.Attributes.Text("standard_name") == "time"));
        if (written == null) return null;
        string? calendar = written.Attributes.Text("calendar");
        return new TimeAxis(CfTime.Parse("seconds since 1900-01-01 00:00:00", calendar), [.. written.ReadTexts().Select(text => (long?)Second(written, text, calendar))]);
    }

    static bool IsTextAlong(NetCdfVariable variable, NetCdfDimension dimension) => variable.Refusal == null && variable.Dimensions is [var first, ..] && first == dimension
        && (variable.Type, variable.Dimensions.Count) is (NetCdfType.Char, 2) or (NetCdfType.String, 1);

    // A moment is written as the reference of CF units is.
    static long Second(NetCdfVariable written, string text, string? calendar)
    {
        try
        {
            if (text.Length >= 8 && text[4] == '-') return CfTime.Parse($"seconds since {text.Replace('_', ' ')}", calendar).Seconds(0);
        }
        catch (DataException)
        {
            // Said below, with the text itself.
        }
        throw new DataException($"{written.Name} holds '{text}', which is not a time such as 2005-08-28T00:00:00Z or 2005-08-28_00:00:00 (calendar {CalendarDays.Name(CalendarDays.Parse(calendar))})");
    }
}
