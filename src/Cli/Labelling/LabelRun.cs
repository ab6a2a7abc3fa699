using System.Globalization;
using Microsoft.Extensions.Logging;
using Rossby.Core;
using Rossby.Eval;
using Rossby.Ingest;

namespace Rossby.Cli;

/// <summary>Runs a detector over files: Ingest reads and labels, Eval writes the masks.</summary>
internal sealed class LabelRun(LabelRequest request, ILogger log)
{
    /// <summary>The object tables' name without extension.</summary>
    public const string Objects = "objects";

    const string MaskSuffix = ".labels.nc";

    readonly List<StormObject> storms = [];
    readonly double[] areaKm2 = new double[SegmentationClass.Count];
    double undecidedKm2;

    /// <summary>Labels every time of the files.</summary>
    /// <returns>The files written.</returns>
    public IReadOnlyList<string> Run(CancellationToken cancellation)
    {
        DamageWatch.Look(IngestInputs.Files(request.Files, request.Folder), cancellation);
        using var labelling = SourceLabelling.Open(request.Files, request.Folder, request.Labels, cancellation);
        RequireNoOthers(labelling);
        Announce(labelling);
        var written = Write(labelling, cancellation);
        string table = Path.Combine(request.Output, Objects);
        StormObjectFiles.Write(table, storms);
        double all = areaKm2.Sum();
        string Percent(double area, double of) => string.Create(CultureInfo.InvariantCulture, $"{(of > 0 ? 100 * area / of : 0):0.###} %");
        log.LogInformation("of the decided area {Shares}; {Undecided} of all area undecided; {Objects} objects",
            string.Join(", ", SegmentationClass.Names.Zip(areaKm2, (name, area) => $"{name} {Percent(area, all)}")), Percent(undecidedKm2, all + undecidedKm2), storms.Count);
        return [.. written, $"{table}.jsonl", $"{table}.csv"];
    }

    void Announce(SourceLabelling labelling)
    {
        var grid = labelling.GridOf(0);
        int grids = Enumerable.Range(0, labelling.Times.Count).Select(labelling.GridOf).Distinct().Count();
        log.LogInformation("{Files} file(s), {Times} times from {First} to {Last}, {Height} x {Width} cells, {Extent}{Grids}", labelling.Files.Count, labelling.Times.Count,
            labelling.Times[0], labelling.Times[^1], grid.Height, grid.Width, grid.IsGlobal ? "global" : "regional", grids > 1 ? $", the first of {grids} grids" : "");
        foreach (var channel in labelling.Channels) log.LogInformation("channel {Name}: {Origin}, {Units}", channel.Name, channel.Origin, channel.Units);
        foreach (string note in labelling.Notes) log.LogWarning("{Note}", note);
    }

    // Masks of other files beside new tables would be taken for one labelling.
    void RequireNoOthers(SourceLabelling labelling)
    {
        if (!Directory.Exists(request.Output)) return;
        string[] others = [.. Directory.EnumerateFiles(request.Output, "*" + MaskSuffix).Select(Path.GetFileName).OfType<string>().Except(Places(labelling).Select(p => p.Name)).Order(StringComparer.Ordinal)];
        if (others.Length == 0) return;
        throw new UsageException($"--output: {request.Output} holds masks of other files, {string.Join(", ", others.Take(3))}{(others.Length > 3 ? ", ..." : "")}: "
            + "delete them or name another folder, so that masks and tables are of one labelling");
    }

    // A file of masks for each source file and grid, in the source's order; all of them appear when all are whole.
    List<string> Write(SourceLabelling labelling, CancellationToken cancellation)
    {
        var places = Places(labelling);
        var placeOf = places.SelectMany((p, i) => p.Times.Select(time => (time, i))).ToDictionary(p => p.time, p => p.i);
        var open = new SortedDictionary<int, MaskFile>();
        try
        {
            labelling.Run(request.Threads, (time, step) =>
            {
                int place = placeOf[time];
                int[] times = places[place].Times;
                if (!open.TryGetValue(place, out var masks))
                    open[place] = masks = new MaskFile(Path.Combine(request.Output, places[place].Name), Header(labelling, time), [.. times.Select(t => labelling.TimeValues[t])]);
                masks.Write(Array.IndexOf(times, time), step.Labels, default, step.Probabilities);
                // Times come in their order; a nest may have as many grids as times, and files may not all stay open.
                if (time == times[^1]) masks.Close();
                storms.AddRange(step.Objects);
                for (int i = 0; i < step.Labels.Length; i++)
                {
                    double km2 = labelling.GridOf(time).CellAreaKm2(i);
                    if (step.Labels[i] == SegmentationClass.Ignore) undecidedKm2 += km2;
                    else areaKm2[step.Labels[i]] += km2;
                }
            }, new ProgressLine("label", TimeProvider.System), cancellation);
            foreach (var masks in open.Values) masks.Commit();
        }
        finally
        {
            foreach (var masks in open.Values) masks.Dispose();
        }
        return [.. open.Keys.Select(p => Path.Combine(request.Output, places[p].Name))];
    }

    // Where a source file has several grids, as that of a nest that moves, the masks of each get a number.
    static List<(string Name, int[] Times)> Places(SourceLabelling labelling)
    {
        var byFile = Enumerable.Range(0, labelling.Times.Count).ToLookup(t => labelling.FileOf[t]);
        int[][][] times = [.. labelling.Files.Select((_, file) => byFile[file].GroupBy(labelling.GridOf).Select(grid => grid.ToArray()).ToArray())];
        string[][] names = OutputNames.Of(labelling.Files, [.. times.Select(grids => grids.Length)]);
        return [.. names.Zip(times).SelectMany(file => file.First.Zip(file.Second)).Select(grid => (grid.First + MaskSuffix, grid.Second))];
    }

    static MaskFileHeader Header(SourceLabelling labelling, int time)
    {
        string rule = labelling.IsRuleBased ? $"reference ({labelling.Method}, version {labelling.Version})" : $"labels ({labelling.Method})";
        var attributes = new Dictionary<string, string> { ["method"] = labelling.Method, ["method_version"] = labelling.Version };
        foreach (var (name, value) in labelling.Parameters) attributes[$"parameter_{name}"] = value;
        foreach (var channel in labelling.Channels) attributes[$"input_{channel.Name}"] = $"{channel.Origin}, {channel.Units}";
        return new MaskFileHeader
        {
            Title = $"Storms in {Path.GetFileName(labelling.Files[labelling.FileOf[time]])}: {rule}",
            Source = $"Rossby {Versions.Rossby}, {rule}",
            Rule = rule,
            Attributes = attributes,
            Grid = labelling.GridOf(time),
            Orientation = labelling.OrientationOf(time),
            TimeUnits = labelling.TimeUnits,
            Calendar = CalendarDays.Name(labelling.Calendar),
            Notices = labelling.Notes,
            HasProbabilities = labelling.GivesProbabilities,
        };
    }
}
