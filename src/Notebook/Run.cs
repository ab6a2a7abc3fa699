using Rossby.Core;
using Rossby.Eval;

namespace Rossby.Notebook;

/// <summary>A finished run, opened for looking at: its scores, its curve, its maps and the storms that the network found.</summary>
/// <remarks>Everything is read when it is first asked for, and nothing is ever written.</remarks>
public sealed class Run : IDisposable
{
    readonly RunFolder folder;
    readonly Lazy<PipelineConfig> config;
    readonly Lazy<Scores> scores;
    readonly Lazy<RunData> data;
    readonly Lazy<PredictedMasks> masks;
    readonly Lazy<(Coastline? Line, string Reason)> coastline;

    Run(RunFolder folder)
    {
        this.folder = folder;
        config = new(() => ConfigFile.Load(folder.Config, []).Config);
        scores = new(() => ScoresFile.Read(folder.Scores));
        data = new(() => RunData.Open(folder, Config, Scores.DataRoot));
        masks = new(() => PredictedMasks.Read(folder.Masks, data.Value.Manifest));
        coastline = new(() => (CoastlineFinder.Find(out string reason), reason));
    }

    /// <summary>The run's name.</summary>
    public string Name => folder.Name;

    /// <summary>The config with every default written out.</summary>
    public PipelineConfig Config => config.Value;

    /// <summary>What the run stood on: hashes, versions, host, seed, commit.</summary>
    public Provenance Provenance => Provenance.Read(folder.Provenance)
        ?? throw new InputMissingException($"{folder.Provenance}: not there, or damaged. 'rossby run' writes it.");

    /// <summary>How the network and the simple baselines did.</summary>
    public Scores Scores => scores.Value;

    /// <summary>The training curve.</summary>
    public MetricHistory Metrics => MetricHistory.Read(folder.Metrics);

    /// <summary>The set that the run was trained and scored on.</summary>
    public Manifest Manifest => data.Value.Manifest;

    /// <summary>Opens a run.</summary>
    /// <param name="path">Its folder, such as <c>runs/quick-start</c>.</param>
    /// <exception cref="InputMissingException">There is no run.</exception>
    public static Run Open(string path)
    {
        var folder = new RunFolder(Path.GetFullPath(path));
        if (!File.Exists(folder.Config)) throw new InputMissingException($"{folder.Path}: no run here (no config.json). Make one with 'rossby run pipeline.json'.");
        return new Run(folder);
    }

    /// <summary>The times of a split, in order; the scored split by default.</summary>
    public IReadOnlyList<ClimateTime> Times(string? split = null) => data.Value.Times(split ?? Scores.Split);

    /// <summary>A map of one time as PNG: a channel, the label as outlines, the prediction as fill where the run has one.</summary>
    /// <param name="time">One of <see cref="Times"/>.</param>
    /// <param name="channel">A channel of the set; by default the one that the run's report draws.</param>
    /// <param name="extent">The part to show; by default the whole grid.</param>
    /// <exception cref="UsageException">The set has no such time or channel.</exception>
    /// <exception cref="LibraryMissingException">No libcairo loads.</exception>
    public byte[] Map(ClimateTime time, string? channel = null, MapExtent? extent = null)
    {
        var statistics = data.Value.Channel(channel ?? Config.Eval.MapChannel);
        var prediction = masks.Value.Find(time);
        return new MapFigure
        {
            Grid = data.Value.Grid,
            Field = data.Value.Field(time, statistics),
            FieldName = $"{statistics.LongName} ({statistics.Name})",
            Units = statistics.Units,
            Title = $"{time.ToString().Replace('T', ' ')}  {Name}",
            Subtitle = $"outline: {Scores.Label}" + (prediction is null ? "; not predicted" : "; fill: prediction"),
            Notices = Scores.Notices,
            Prediction = prediction,
            Label = data.Value.Label(time),
            Coastline = coastline.Value.Line,
            CoastlineMissing = coastline.Value.Reason,
            Extent = extent,
        }.ToPng();
    }

    /// <summary>The connected objects of a class in the predicted masks, by time, the largest first.</summary>
    /// <param name="classIndex">One of <see cref="SegmentationClass"/>; tropical cyclones by default.</param>
    public IReadOnlyList<Storm> Storms(byte classIndex = SegmentationClass.TropicalCyclone) =>
        [.. masks.Value.Times.SelectMany(time => StormObjects.Of(data.Value.Grid, masks.Value.Find(time)!, classIndex, time))];

    /// <summary>A map as PNG of the surroundings of one storm.</summary>
    /// <param name="storm">One of <see cref="Storms"/>.</param>
    /// <param name="channel">As for <see cref="Map"/>.</param>
    /// <param name="reachKm">From the storm's centre to the upper and lower edge.</param>
    public byte[] CloseUp(Storm storm, string? channel = null, double reachKm = 1500)
    {
        double reachDeg = reachKm / (Sphere.EarthRadiusKm * Sphere.RadiansPerDegree);
        // As far east and west as north and south; towards a pole the meridians close up, and half the globe is enough.
        double widthDeg = Math.Min(90, reachDeg / Math.Cos(storm.LatitudeDeg * Sphere.RadiansPerDegree));
        var whole = MapExtent.Of(data.Value.Grid);
        var window = MapExtent.Around(storm.LatitudeDeg, storm.LongitudeDeg, reachDeg, widthDeg);
        return Map(storm.Time, channel, data.Value.Grid.IsGlobal ? window : Within(window, whole));
    }

    /// <summary>Closes the set.</summary>
    public void Dispose()
    {
        if (data.IsValueCreated) data.Value.Dispose();
    }

    static MapExtent Within(MapExtent window, MapExtent whole) => new(
        Math.Max(window.West, whole.West), Math.Min(window.East, whole.East), Math.Max(window.South, whole.South), Math.Min(window.North, whole.North));
}
