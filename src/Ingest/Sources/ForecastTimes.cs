using Rossby.Core;
using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>The times that forecasts are for where no coordinate has them: when each began and how far on it is.</summary>
/// <param name="Start">CF's forecast_reference_time.</param>
/// <param name="Steps">CF's forecast_period: one variable, or several that are equally near; along the dimension of the start, or one of the two has length 1.</param>
internal sealed record ForecastTimes(NetCdfVariable Start, IReadOnlyList<NetCdfVariable> Steps)
{
    /// <summary>Under which a file's times are known.</summary>
    internal string Name => $"{Start.Name} {string.Join(' ', Steps.Select(s => s.Name))}";

    /// <summary>Reads and adds them.</summary>
    /// <param name="file">The file.</param>
    /// <param name="isMean">Whether the field is a mean or a sum over the time before: its times are the midpoints of the steps' bounds, where the file has them.</param>
    /// <exception cref="DataException">A unit is none of time, a value is missing, or steps contradict each other.</exception>
    internal TimeAxis Read(NetCdfFile file, bool isMean)
    {
        var start = TimeAxis.Read(file, Start, isMean: false);
        var times = Add(start, file, Steps[0], isMean);
        foreach (var other in Steps.Skip(1))
        {
            if (!Add(start, file, other, isMean).Seconds.SequenceEqual(times.Seconds))
                throw new DataException($"its forecast's step may be {Steps[0].Name} or {other.Name}, which differ; its attribute coordinates should name one of them");
        }
        return times;
    }

    static TimeAxis Add(TimeAxis start, NetCdfFile file, NetCdfVariable step, bool isMean)
    {
        string unit = step.Attributes.Text("units")?.Trim() ?? "";
        if (CfTime.SecondsPer(unit, start.Cf.Calendar) == null)
        {
            throw new DataException(unit.Length == 0
                ? $"its forecast's step {step.Name} has no units; if it counts hours, say so in the file: ncatted -O -a {ShellWord.Of($"units,{step.Name},o,c,hours")} {ShellWord.Of(file.Path)}"
                : $"its forecast's step {step.Name} is in '{unit}', which is no fixed length of time; the times that it is for are needed beside it (valid_time)");
        }
        var counted = CfTime.Parse($"{unit} since 1900-01-01", CalendarDays.Name(start.Cf.Calendar));
        var steps = TimeAxis.Read(file, step, counted, isMean);
        int count = start.Seconds.Count == 0 || steps.Seconds.Count == 0 ? 0 : Math.Max(start.Seconds.Count, steps.Seconds.Count);
        return steps with
        {
            Cf = start.Cf,
            Seconds = [.. Enumerable.Range(0, count).Select(i => At(start.Seconds, i) + At(steps.Seconds, i) - counted.Seconds(0))],
            IntervalSeconds = steps.IntervalSeconds is { } lengths ? [.. Enumerable.Range(0, count).Select(i => At(lengths, i))] : null,
        };
    }

    static T At<T>(IReadOnlyList<T> values, int index) => values[values.Count == 1 ? 0 : index];
}
