using Microsoft.Extensions.Logging.Abstractions;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// The samples of a set of files: for each time that every channel has, [H, W, C] in stored order (SCIENCE, Grid) and in the channels' units.
/// Ingest and prediction read through it. Reading is safe from several threads.
/// </summary>
public sealed class SampleSource : IDisposable
{
    readonly SourceCatalog catalog;
    readonly ChannelSeries[] series;
    readonly HashSet<ChannelSeries> shared;
    readonly long[] seconds;
    readonly SourceGrid[] grids;
    readonly FieldPool<float> spareFields;
    readonly FieldPool<byte> spareLabels;
    readonly List<string> notes = [];
    readonly Dictionary<string, string> standIns;

    /// <summary>Finds channels, and variables read as they stand, in a catalog that the result owns; unless the grid may move, all times have one.</summary>
    internal SampleSource(
        SourceCatalog catalog, IReadOnlyList<string> channels, IReadOnlyList<string> extraChannels, IReadOnlyList<string> extraVariables, bool gridMayMove = false)
    {
        this.catalog = catalog;
        List<ChannelPlan> plans = [.. channels.Concat(extraChannels).Select(catalog.Finder.Channel), .. extraVariables.Select(catalog.Finder.Variable)];
        var fields = plans.SelectMany(p => p.Matches).Select(m => m.Field).ToList();
        var clock = new SourceClock(fields, catalog.Config.TimeFromName);
        var gathered = new Dictionary<ChannelPlan, ChannelSeries>(ReferenceEqualityComparer.Instance);
        series = [.. plans.Select(p => Gather(p, gathered, clock))];
        notes.AddRange(gathered.Keys.OfType<RecipePlan>().SelectMany(p => p.Notes));
        DirectPlan[] near = [.. gathered.Keys.OfType<DirectPlan>().Where(p => p.StandsIn != null)];
        notes.AddRange(near.Select(p => $"{p.Name} is {p.Found[0].Field.Name}: {p.StandsIn}"));
        standIns = near.DistinctBy(p => p.Name).ToDictionary(p => p.Name, p => p.StandsIn!);
        shared = [.. series.Concat(gathered.Values.SelectMany(s => s.Inputs)).GroupBy(s => s).Where(g => g.Count() > 1).Select(g => g.Key)];
        Channels = [.. series.Take(channels.Count).Select(s => s.Channel)];
        AllChannels = [.. series.Take(channels.Count + extraChannels.Count).Select(s => s.Channel)];
        var oneGrid = gridMayMove ? null : RequireOneGrid(fields);
        seconds = CommonTimes(clock);
        Times = [.. seconds.Select(clock.Time)];
        grids = oneGrid != null ? [oneGrid] : GridsByTime();
        (spareFields, spareLabels) = (new(Grid.CellCount), new(Grid.CellCount));
        TimeValues = [.. Times.Select(clock.Cf.Encode)];
        TimeUnits = clock.Cf.Units;
        Calendar = clock.Cf.Calendar;
        MayBeLongMeans = LongMeans.MayBe(Times, Calendar, fields.SelectMany(f => f.Times?.IntervalSeconds ?? []).Select(s => (long?)s).Max());
        notes.AddRange(clock.Notes);
        var fileIndex = catalog.Files.Select((f, i) => (f.Path, i)).ToDictionary(f => f.Path, f => f.i);
        FileOf = [.. seconds.Select(s => fileIndex[series[0].FileAt(s)])];
    }

    /// <summary>Opens the files of a source and finds the channels in them.</summary>
    /// <param name="config">Paths, and names, units and times where the files do not tell them.</param>
    /// <param name="configFolder">The folder to which the paths are relative.</param>
    /// <param name="channels">Channels in the order of the last dimension.</param>
    /// <param name="cancellation">Stops the reading of headers.</param>
    /// <exception cref="InputMissingException">A file is missing.</exception>
    /// <exception cref="DataException">A channel, a unit, a time or a grid does not fit; the message names file and variable.</exception>
    public static SampleSource Open(FilesSourceConfig config, string configFolder, IReadOnlyList<string> channels, CancellationToken cancellation = default)
    {
        var catalog = new SourceCatalog(IngestInputs.Files(config, configFolder), config, channels, cancellation);
        try
        {
            var source = new SampleSource(catalog, channels, [], []);
            var report = new GuardReport(new GuardConfig());
            report.Add(source.Findings.Where(f => f.Severity == FindingSeverity.Error));
            report.Tell(NullLogger.Instance, "the first field was read");
            return source;
        }
        catch
        {
            catalog.Dispose();
            throw;
        }
    }

    /// <summary>The channels in order.</summary>
    public IReadOnlyList<SourceChannel> Channels { get; }

    /// <summary>The grid in stored order; of one that moves that of the first time.</summary>
    public LatLonGrid Grid => grids[0].Grid;

    /// <summary>How the first channel's file orders its grid; the others are brought to the same stored order.</summary>
    public SourceOrientation Orientation => grids[0].Orientation;

    /// <summary>The grid of a time.</summary>
    internal SourceGrid GridOf(int time) => grids[grids.Length > 1 ? time : 0];

    /// <summary>The times of the samples, increasing.</summary>
    public IReadOnlyList<ClimateTime> Times { get; }

    /// <summary>The times in <see cref="TimeUnits"/>.</summary>
    public IReadOnlyList<double> TimeValues { get; }

    /// <summary>CF units, those of the first file that has any.</summary>
    public string TimeUnits { get; }

    /// <summary>The calendar of all files.</summary>
    public ClimateCalendar Calendar { get; }

    /// <summary>The files in order.</summary>
    public IReadOnlyList<string> Files => [.. catalog.Files.Select(f => f.Path)];

    /// <summary>For each sample the file, by index into <see cref="Files"/>, that its first channel comes from.</summary>
    public IReadOnlyList<int> FileOf { get; }

    /// <summary>The channels, then those that labellers read besides.</summary>
    internal IReadOnlyList<SourceChannel> AllChannels { get; }

    /// <summary>Whether the fields may be means over weeks and longer, as far as their times tell.</summary>
    internal bool MayBeLongMeans { get; }

    /// <summary>What is amiss with times of single variables.</summary>
    internal IReadOnlyList<Finding> Findings => [.. series.SelectMany(s => s.Findings)];

    /// <summary>What a user should know: times that lack a channel, dropped intervals.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Reads one sample.</summary>
    /// <param name="time">Index into <see cref="Times"/>.</param>
    /// <param name="hwc">Receives [H, W, C], NaN where missing.</param>
    /// <exception cref="DataException">The file is damaged.</exception>
    public void Read(int time, Span<float> hwc)
    {
        if (hwc.Length != Grid.CellCount * Channels.Count)
            throw new ArgumentException($"SampleSource: expected [{Grid.Height}, {Grid.Width}, {Channels.Count}], got {hwc.Length} values");
        float[] field = new float[Grid.CellCount];
        var step = new StepFields(catalog.Open, Grid, seconds[time], shared);
        for (int channel = 0; channel < Channels.Count; channel++)
        {
            step.Read(series[channel], field);
            Interleave(field, channel, hwc);
        }
    }

    /// <summary>The file that a channel of a sample comes from.</summary>
    internal string FileAt(int time, int channel) => series[channel].FileAt(seconds[time]);

    /// <summary>The files, for who reads them without the library.</summary>
    internal OpenFiles OpenFiles => catalog.Open;

    /// <summary>Where a channel of a step lies in its file; null when it is made of others.</summary>
    internal FieldLocation? Locate(int time, int channel) => series[channel] is FieldSeries lying ? lying.At(seconds[time]) : null;

    /// <summary>Closes the files.</summary>
    public void Dispose() => catalog.Dispose();

    /// <summary>Reads only what labellers asked for, into fresh memory.</summary>
    /// <param name="time">Index into <see cref="Times"/>.</param>
    /// <param name="wanted">Names of channels and variables.</param>
    internal LabelInput ReadFields(int time, IReadOnlyCollection<string> wanted) => Read(time, wanted, () => new float[GridOf(time).Grid.CellCount]);

    /// <summary>Reads only what is asked for, into memory that another step uses once this one is let go.</summary>
    /// <param name="time">Index into <see cref="Times"/>.</param>
    /// <param name="wanted">Names of channels and variables.</param>
    internal StepInHand RentFields(int time, IReadOnlyCollection<string> wanted) =>
        new(Read(time, wanted, spareFields.Rent) with { LabelPool = spareLabels }, spareFields);

    LabelInput Read(int time, IReadOnlyCollection<string> wanted, Func<float[]> memory)
    {
        var fields = new Dictionary<string, float[]>();
        var files = new Dictionary<string, string>();
        var grid = GridOf(time).Grid;
        var step = new StepFields(catalog.Open, grid, seconds[time], shared);
        foreach (var one in series)
        {
            if (!wanted.Contains(one.Name) || fields.ContainsKey(one.Name)) continue;
            step.Read(one, fields[one.Name] = memory());
            files[one.Name] = one.FileAt(seconds[time]);
        }
        return new LabelInput(grid, Times[time], seconds[time], fields, files) { StandIns = standIns };
    }

    void Interleave(float[] field, int channel, Span<float> hwc)
    {
        int channels = Channels.Count;
        for (int cell = 0, at = channel; cell < field.Length; cell++, at += channels) hwc[at] = field[cell];
    }

    ChannelSeries Gather(ChannelPlan plan, Dictionary<ChannelPlan, ChannelSeries> gathered, SourceClock clock)
    {
        if (gathered.TryGetValue(plan, out var known)) return known;
        return gathered[plan] = plan switch
        {
            DirectPlan direct => FieldSeries.Gather(direct, catalog.Config, clock),
            RecipePlan made => new DerivedSeries(made, [.. made.Inputs.Select(input => Gather(input, gathered, clock))]),
            _ => throw new InvalidOperationException($"No series for {plan.GetType().Name}."),
        };
    }

    static SourceGrid RequireOneGrid(List<SourceField> fields)
    {
        var first = fields[0];
        foreach (var field in fields)
        {
            if (field.MovingGrids.Count > 0)
            {
                string along = field.DimensionNames[field.AxisOf(AxisRole.Time)], from = ShellWord.Of(field.FilePath);
                throw new DataException($"{field.FilePath}: {field}: its grid moves with time, which only 'rossby label' and 'inspect' read; take one time first, or regrid each so to one grid: "
                    + $"ncks -O -d {ShellWord.Of(along)},0 {from} {ShellWord.Of($"{Path.ChangeExtension(field.FilePath, null)}_{along}_0.nc")}");
            }
            RequireMatch(first, first.Grid!, field, field.Grid!);
        }
        return first.Grid!;
    }

    static void RequireMatch(SourceField first, SourceGrid grid, SourceField other, SourceGrid otherGrid)
    {
        if (!grid.Matches(otherGrid))
            throw new DataException($"the grids differ: {first.FilePath} ({first.Name}) has {grid}; {other.FilePath} ({other.Name}) has {otherGrid}. Regrid one of them first");
    }

    // What is on one grid shares one, so that who keeps something by grid keeps it once.
    SourceGrid[] GridsByTime()
    {
        var lying = series.SelectMany(Lying).Distinct().ToArray();
        var byTime = new SourceGrid[seconds.Length];
        var known = new List<SourceGrid>();
        for (int time = 0; time < byTime.Length; time++)
        {
            var locations = lying.Select(s => s.At(seconds[time])).OfType<FieldLocation>().ToArray();
            SourceField first = locations[0].Match.Field;
            var grid = first.GridAt(locations[0].TimeIndex);
            foreach (var location in locations) RequireMatch(first, grid, location.Match.Field, location.Match.Field.GridAt(location.TimeIndex));
            // The last one first: most grids stay for long.
            int same = known.FindLastIndex(g => g.IsLaidOutAs(grid));
            if (same < 0) known.Add(grid);
            byTime[time] = same < 0 ? grid : known[same];
        }
        return known.Count == 1 ? byTime[..1] : byTime;
    }

    static IEnumerable<FieldSeries> Lying(ChannelSeries one) => one is FieldSeries field ? [field] : one.Inputs.SelectMany(Lying);

    long[] CommonTimes(SourceClock clock)
    {
        long[] all = [.. series.SelectMany(s => s.Seconds).Distinct().Order()];
        long[] common = [.. all.Where(second => Array.TrueForAll(series, s => s.Has(second)))];
        if (common.Length == 0) throw new DataException($"no time has all channels:{ApartTimes.Describe([.. series.SelectMany(Lying).Distinct()], clock)}");
        if (common.Length < all.Length)
        {
            long missing = all.First(second => !Array.TrueForAll(series, s => s.Has(second)));
            string lacks = string.Join(", ", series.Where(s => !s.Has(missing)).Select(s => s.Name));
            notes.Add($"{all.Length - common.Length} of {all.Length} times lack a channel and were left out; the first, {clock.Time(missing)}, lacks {lacks}");
        }
        return common;
    }
}
