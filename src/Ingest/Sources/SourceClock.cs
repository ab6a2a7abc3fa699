using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The times of fields over many files, on one calendar.</summary>
internal sealed class SourceClock
{
    const string UnitsFromNames = "hours since 1900-01-01 00:00:00";
    readonly TimeFromName? fromName;
    readonly MeanPairing pairing;
    readonly string? note;

    /// <summary>Takes calendar and units from the first field with a time axis; files that have none take the calendar over.</summary>
    /// <param name="fields">The fields that are read, in the files' order.</param>
    /// <param name="pattern">How file names tell the time (FilesSourceConfig.TimeFromName).</param>
    /// <exception cref="DataException">Calendars that differ.</exception>
    internal SourceClock(IReadOnlyList<SourceField> fields, string? pattern)
    {
        fromName = pattern == null ? null : new TimeFromName(pattern);
        var first = fields.FirstOrDefault(f => f.Times != null);
        Cf = first?.Times!.Cf ?? CfTime.Parse(UnitsFromNames, "standard");
        if (fields.Any(f => f.Times != null && !MixedCalendars.Agree(first!, f))) throw MixedCalendars.Refuse(fields);
        note = fields.Where(f => f.Times?.Note != null).Select(f => $"{f.FilePath}: {f.Times!.Note}").FirstOrDefault();
        pairing = new MeanPairing(fields.Select(f => f.Times).OfType<TimeAxis>());
    }

    /// <summary>What a user should know of the times.</summary>
    internal IEnumerable<string> Notes
    {
        get
        {
            if (note != null) yield return note;
            if (EmptyIntervals > 0) yield return $"{EmptyIntervals} mean(s) over an interval of no length were left out";
            if (pairing.Count > 0)
            {
                yield return $"{pairing.Count} mean(s) go with a field at a moment of their interval, the furthest {pairing.Furthest / 3600.0:0.##} h from the middle";
            }
        }
    }

    /// <summary>Units and calendar of the set.</summary>
    internal CfTime Cf { get; }

    /// <summary>Means over an interval of no length, which were left out.</summary>
    int EmptyIntervals { get; set; }

    /// <summary>The times of a field with their indices.</summary>
    /// <exception cref="DataException">The file has no time axis, and its name does not tell the time.</exception>
    internal IEnumerable<(long Second, long Index)> Of(SourceField field)
    {
        if (field.Times == null)
        {
            if (field.TimeSteps != 1) throw new DataException($"{field.FilePath}: {field} has a time axis without time units ('... since ...')");
            if (fromName == null)
                throw new DataException($"{field.FilePath}: {field} has no time axis; if its name tells the time, say how: \"timeFromName\": \"*_yyyyMMddHH_*\" in $.ingest.source");
            yield return (TimeSplit.Seconds(fromName.Read(field.FilePath, Cf.Calendar), Cf.Calendar), 0);
            yield break;
        }
        for (int i = 0; i < field.Times.Seconds.Count; i++)
        {
            if (field.Times.Seconds[i] is { } second) yield return (pairing.Of(field.Times, second, i), i);
            else EmptyIntervals++;
        }
    }

    /// <summary>The moment of a second on the common scale.</summary>
    internal ClimateTime Time(long second)
    {
        long day = Math.DivRem(second, 86400, out long rest);
        if (rest < 0) (day, rest) = (day - 1, rest + 86400);
        var (year, month, dayOfMonth) = CalendarDays.Date(Cf.Calendar, day);
        return new ClimateTime(year, month, dayOfMonth, (int)rest);
    }
}
