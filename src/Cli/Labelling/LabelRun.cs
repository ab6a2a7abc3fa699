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
        log.LogInformation("{Files} file(s), {Times} times from {First} to {Last}, {Height} x {Width} cells, {Extent}", labelling.Files.Count, labelling.Times.Count,
            labelling.Times[0], labelling.Times[^1], labelling.Grid.Height, labelling.Grid.Width, labelling.Grid.IsGlobal ? "global" : "regional");
        foreach (var channel in labelling.Channels) log.LogInformation("channel {Name}: {Origin}, {Units}", channel.Name, channel.Origin, channel.Units);
        foreach (string note in labelling.Notes) log.LogWarning("{Note}", note);
    }

    // Masks of other files beside new tables would be taken for one labelling.
    void RequireNoOthers(SourceLabelling labelling)
    {
        if (!Directory.Exists(request.Output)) return;
        string[] others = [.. Directory.EnumerateFiles(request.Output, "*" + MaskSuffix).Select(Path.GetFileName).OfType<string>().Except(Names(labelling.Files)).Order(StringComparer.Ordinal)];
        if (others.Length == 0) return;
        throw new UsageException($"--output: {request.Output} holds masks of other files, {string.Join(", ", others.Take(3))}{(others.Length > 3 ? ", ..." : "")}: "
            + "delete them or name another folder, so that masks and tables are of one labelling");
    }

    // One file of masks for each source file, in the source's order; all of them appear when all are whole.
    List<string> Write(SourceLabelling labelling, CancellationToken cancellation)
    {
        string[] names = Names(labelling.Files);
        var times = Enumerable.Range(0, labelling.Times.Count).GroupBy(t => labelling.FileOf[t]).ToDictionary(g => g.Key, g => g.ToArray());
        var open = new Dictionary<int, MaskFile>();
        try
        {
            labelling.Run(request.Threads, (time, step) =>
            {
                int file = labelling.FileOf[time];
                if (!open.TryGetValue(file, out var masks))
                    open[file] = masks = new MaskFile(Path.Combine(request.Output, names[file]), Header(labelling, file), [.. times[file].Select(t => labelling.TimeValues[t])]);
                masks.Write(Array.IndexOf(times[file], time), step.Labels, default, step.Probabilities);
                storms.AddRange(step.Objects);
                for (int i = 0; i < step.Labels.Length; i++)
                {
                    if (step.Labels[i] == SegmentationClass.Ignore) undecidedKm2 += labelling.Grid.CellAreaKm2(i);
                    else areaKm2[step.Labels[i]] += labelling.Grid.CellAreaKm2(i);
                }
            }, new ProgressLine("label", TimeProvider.System), cancellation);
            foreach (var masks in open.Values) masks.Commit();
        }
        finally
        {
            foreach (var masks in open.Values) masks.Dispose();
        }
        return [.. open.Keys.Order().Select(f => Path.Combine(request.Output, names[f]))];
    }

    // Two sources of one name in different folders get a number, and not one that is another's name.
    static string[] Names(IReadOnlyList<string> files)
    {
        var taken = files.Select(Path.GetFileNameWithoutExtension).ToHashSet();
        var seen = new HashSet<string>();
        return [.. files.Select(f =>
        {
            string stem = Path.GetFileNameWithoutExtension(f), name = stem;
            for (int number = 2; !seen.Add(name); number++)
                if (!taken.Contains($"{stem}_{number}")) name = $"{stem}_{number}";
            return name + MaskSuffix;
        })];
    }

    static MaskFileHeader Header(SourceLabelling labelling, int file)
    {
        string rule = labelling.IsRuleBased ? $"reference ({labelling.Method}, version {labelling.Version})" : $"labels ({labelling.Method})";
        var attributes = new Dictionary<string, string> { ["method"] = labelling.Method, ["method_version"] = labelling.Version };
        foreach (var (name, value) in labelling.Parameters) attributes[$"parameter_{name}"] = value;
        foreach (var channel in labelling.Channels) attributes[$"input_{channel.Name}"] = $"{channel.Origin}, {channel.Units}";
        return new MaskFileHeader
        {
            Title = $"Storms in {Path.GetFileName(labelling.Files[file])}: {rule}",
            Source = $"Rossby {Versions.Rossby}, {rule}",
            Rule = rule,
            Attributes = attributes,
            Grid = labelling.Grid,
            Orientation = labelling.Orientation,
            TimeUnits = labelling.TimeUnits,
            Calendar = CalendarDays.Name(labelling.Calendar),
            Notices = labelling.Notes,
            HasProbabilities = labelling.GivesProbabilities,
        };
    }
}
