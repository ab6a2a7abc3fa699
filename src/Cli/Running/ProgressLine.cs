using Rossby.Core;

namespace Rossby.Cli;

/// <summary>How far a stage is: a line that is redrawn on a terminal, and one line every ten seconds where standard error is a pipe or a file.</summary>
internal sealed class ProgressLine(string stage, TimeProvider time) : IProgress<StageProgress>
{
    static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(200), Repeat = TimeSpan.FromSeconds(10);

    readonly Lock gate = new();
    string activity = "";
    long startTime, lastShown, firstDone;

    public void Report(StageProgress value)
    {
        lock (gate)
        {
            long now = time.GetTimestamp();
            if (value.Activity != activity) (activity, startTime, lastShown, firstDone) = (value.Activity, now, now, value.Done);
            if (time.GetElapsedTime(lastShown, now) < (Terminal.IsLive ? Redraw : Repeat)) return;
            lastShown = now;
            string line = Text(stage, value, firstDone, time.GetElapsedTime(startTime, now));
            if (Terminal.IsLive) Terminal.Redraw(line);
            else Terminal.Say(line);
        }
    }

    /// <summary>Such as <c>train: 120/400 steps, 0.64 steps/s, ETA 7 min 20 s, loss 0.231</c>.</summary>
    internal static string Text(string stage, StageProgress value, long firstDone, TimeSpan elapsed)
    {
        double rate = (value.Done - firstDone) / elapsed.TotalSeconds;
        string what = value.Activity == stage ? stage : $"{stage}: {value.Activity}";
        var parts = new List<string> { $"{what}: {value.Done}{(value.Total > 0 ? $"/{value.Total}" : "")} {value.Unit}" };
        bool noteHasRate = value.Note?.Contains("/s", StringComparison.Ordinal) == true;
        if (rate > 0 && !noteHasRate) parts.Add(FormattableString.Invariant($"{Three(rate)} {value.Unit}/s"));
        if (rate > 0 && value.Total > value.Done) parts.Add($"ETA {Duration(TimeSpan.FromSeconds((value.Total - value.Done) / rate))}");
        if (value.Note is not null) parts.Add(value.Note);
        return string.Join(", ", parts);
    }

    /// <summary>Two units are enough to plan by: <c>2 h 5 min</c>, <c>1 min 20 s</c>, <c>7 s</c>.</summary>
    internal static string Duration(TimeSpan time) => time switch
    {
        { TotalDays: >= 1 } => $"{(int)time.TotalDays} d {time.Hours} h",
        { TotalHours: >= 1 } => $"{time.Hours} h {time.Minutes} min",
        { TotalMinutes: >= 1 } => $"{time.Minutes} min {time.Seconds} s",
        _ => $"{Math.Max(1, time.Seconds)} s",
    };

    static string Three(double rate) => rate.ToString(rate >= 100 ? "0" : rate >= 10 ? "0.0" : "0.00", System.Globalization.CultureInfo.InvariantCulture);
}
