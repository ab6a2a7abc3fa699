using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>A labelling of files as they are, on their own grid and at their own times, without making shards of them.</summary>
public sealed class SourceLabelling : IDisposable
{
    static readonly string[] MaskNames = ["mask", "label", "LABELS"];

    readonly SampleSource source;
    readonly ILabeller labeller;
    readonly Lazy<IReadOnlyList<string>> notes;

    SourceLabelling(SampleSource source, ILabeller labeller)
    {
        (this.source, this.labeller) = (source, labeller);
        notes = new(() => [.. source.Notes, .. Enumerable.Range(0, Times.Count).Select(GridOf).Distinct().SelectMany(labeller.Warnings).Distinct()]);
    }

    /// <summary>Opens files, and finds in them what a method needs.</summary>
    /// <param name="files">The files.</param>
    /// <param name="folder">The folder to which their paths are relative.</param>
    /// <param name="labels">The method.</param>
    /// <param name="cancellation">Stops between files.</param>
    /// <exception cref="InputMissingException">A file is missing.</exception>
    /// <exception cref="DataException">The method lacks an input, which is named; or a file does not fit.</exception>
    public static SourceLabelling Open(FilesSourceConfig files, string folder, LabelsConfig labels, CancellationToken cancellation)
    {
        var catalog = new SourceCatalog(IngestInputs.Files(files, folder), files, ["labels"], cancellation);
        try
        {
            var labeller = Labellers.Create(labels, catalog.Finder.Has);
            var needed = new LabellerSet([labeller]);
            if (needed.Channels.Count + needed.Variables.Count == 0) throw new DataException($"{catalog.Files[0].Path}: the method '{labeller.Method}' labels nothing");
            var source = new SampleSource(catalog, [], needed.Channels, needed.Variables, gridMayMove: true);
            var report = new GuardReport(new GuardConfig());
            report.Add(source.Findings.Where(f => f.Severity == FindingSeverity.Error));
            report.Tell(Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, "the first step was labelled");
            return new SourceLabelling(source, labeller);
        }
        catch
        {
            catalog.Dispose();
            throw;
        }
    }

    /// <summary>Opens masks that lie in files.</summary>
    /// <param name="files">The files.</param>
    /// <param name="folder">The folder to which their paths are relative.</param>
    /// <param name="variable">Which variable; null takes the first of <c>mask</c>, <c>label</c>, <c>LABELS</c> that is there.</param>
    /// <param name="cancellation">Stops between files.</param>
    /// <exception cref="DataException">There is no such variable.</exception>
    public static SourceLabelling OpenMasks(FilesSourceConfig files, string folder, string? variable, CancellationToken cancellation)
    {
        if (variable == null)
        {
            using var catalog = new SourceCatalog(IngestInputs.Files(files, folder), files, MaskNames, cancellation);
            variable = MaskNames.FirstOrDefault(name => catalog.Files[0].Fields.Any(f => f.Name == name))
                ?? throw new DataException($"{catalog.Files[0].Path}: none of {string.Join(", ", MaskNames)} is there; name the variable that holds the classes. It has {catalog.Files[0].Listing}");
        }
        return Open(files, folder, new VariableLabelsConfig { Variable = variable }, cancellation);
    }

    /// <summary>The grid of a time in stored order: the same for all but where it moves, or the files have several.</summary>
    public LatLonGrid GridOf(int time) => source.GridOf(time).Grid;

    /// <summary>How the file of a time orders its grid.</summary>
    public SourceOrientation OrientationOf(int time) => source.GridOf(time).Orientation;

    /// <summary>The times, increasing.</summary>
    public IReadOnlyList<ClimateTime> Times => source.Times;

    /// <summary>The times in <see cref="TimeUnits"/>.</summary>
    public IReadOnlyList<double> TimeValues => source.TimeValues;

    /// <summary>CF units of the times.</summary>
    public string TimeUnits => source.TimeUnits;

    /// <summary>The calendar.</summary>
    public ClimateCalendar Calendar => source.Calendar;

    /// <summary>The files.</summary>
    public IReadOnlyList<string> Files => source.Files;

    /// <summary>For each time its file, by index.</summary>
    public IReadOnlyList<int> FileOf => source.FileOf;

    /// <summary>The method's name.</summary>
    public string Method => labeller.Method;

    /// <summary>The method's version.</summary>
    public string Version => labeller.Version;

    /// <summary>Every parameter as used.</summary>
    public IReadOnlyDictionary<string, string> Parameters => labeller.Parameters;

    /// <summary>Whether the labels are a rule's, to be called a reference.</summary>
    public bool IsRuleBased => labeller.IsRuleBased;

    /// <summary>Whether steps come with probabilities.</summary>
    public bool GivesProbabilities => labeller.GivesProbabilities;

    /// <summary>What is read for the method, and where it was found.</summary>
    public IReadOnlyList<SourceChannel> Channels => source.AllChannels;

    /// <summary>What a user should know.</summary>
    public IReadOnlyList<string> Notes => notes.Value;

    /// <summary>Labels one time; not for a method that follows storms from one time to the next.</summary>
    public LabelledStep Step(int time) => Label(labeller, time);

    /// <summary>Labels every time, in order. A method that follows storms looks at all of them first.</summary>
    /// <param name="threads">Threads that read and label.</param>
    /// <param name="take">Takes the index of a time and its labels, on the caller's thread.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellation">Stops between steps.</param>
    /// <exception cref="DataException">A file is damaged, or holds what no label can be made of.</exception>
    public void Run(int threads, Action<int, LabelledStep> take, IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        var linked = labeller is ITrackingLabeller tracking ? Follow(tracking, threads, progress, cancellation) : labeller;
        OrderedPipeline.Run(Times.Count, threads, time => Label(linked, time), (time, step) =>
        {
            take(time, step);
            progress?.Report(new StageProgress("label", time + 1, Times.Count, "times"));
        }, cancellation);
    }

    /// <summary>Closes the files.</summary>
    public void Dispose() => source.Dispose();

    ILabeller Follow(ITrackingLabeller tracking, int threads, IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        var steps = new StepCandidates[Times.Count];
        string[] fields = [.. tracking.DetectionChannels, .. tracking.NeededVariables];
        OrderedPipeline.Run(steps.Length, threads,
            time =>
            {
                var input = source.ReadFields(time, fields);
                return new StepCandidates(input.Second, tracking.Detect(input));
            },
            (time, found) =>
            {
                steps[time] = found;
                progress?.Report(new StageProgress("look for storms", time + 1, steps.Length, "times"));
            },
            cancellation);
        return tracking.Link(steps);
    }

    LabelledStep Label(ILabeller by, int time) => by.Label(source.ReadFields(time, [.. by.NeededChannels, .. by.NeededVariables]));
}
