using Microsoft.Extensions.Logging;
using Rossby.Core;
using Rossby.Eval;
using Rossby.Ingest;
using Rossby.Models;
using Rossby.Torch;
using Rossby.Train;

namespace Rossby.Cli;

/// <summary>Applies a run's network to files that it has not seen: Ingest reads them, Models predicts, Eval writes and draws.</summary>
internal sealed class Prediction
{
    static readonly string[] Moisture = ["TMQ", "QREFHT", "IVT", "IWV", "PRECT"];

    readonly PredictRequest request;
    readonly RunFolder run;
    readonly ILogger log;
    string weightsHash = "";

    public Prediction(PredictRequest request, ILogger log)
    {
        (this.request, this.log) = (request, log);
        run = new RunFolder(Directory.Exists(request.Run) ? request.Run : Path.Combine("runs", request.Run));
        if (!Directory.Exists(run.Path)) throw new InputMissingException($"{request.Run}: no such run, neither as a folder nor in {Path.GetFullPath("runs")}.");
    }

    CheckpointFolder Checkpoint => request.Checkpoint == "last" ? run.Last : run.Best;

    string Weights => Checkpoint.Weights;

    /// <summary>Predicts every time of the input.</summary>
    /// <exception cref="InputMissingException">The run has no checkpoint, or an input is missing.</exception>
    /// <exception cref="DataException">The checkpoint is damaged, or the input does not hold the network's channels, or is damaged.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; no file was written.</exception>
    public void Run(CancellationToken cancellation)
    {
        weightsHash = CheckpointSums.RequireWholeWeights(Checkpoint);
        TorchRuntime.Initialize(TrainThreads.Resolve(request.Threads), sharedCores: false);
        var channels = SafeTensorsMetadata();
        using var source = Open(channels, cancellation);
        RequireUnits(channels, source);
        var (network, description) = ModelFactory.Open(Weights, source.Grid.IsGlobal);
        using (network)
        {
            network.Freeze();
            var notices = Notices(description, source);
            Announce(source, notices);
            var predictor = new Predictor(network, source.Grid.Height, source.Grid.Width, request.Bands);
            var shown = Write(source, predictor, notices, cancellation);
            if (request.Map is not null) Draw(request.Map, source, shown, notices);
        }
    }

    IReadOnlyList<ChannelStatistics> SafeTensorsMetadata() =>
        ModelDescription.FromMetadata(SafeTensorsReader.Read(Weights).Metadata, Weights).Channels;

    SampleSource Open(IReadOnlyList<ChannelStatistics> channels, CancellationToken cancellation)
    {
        try
        {
            var source = Source();
            DamageWatch.Look(IngestInputs.Files(source, Environment.CurrentDirectory), cancellation);
            return SampleSource.Open(source, Environment.CurrentDirectory, [.. channels.Select(c => c.Name)], cancellation);
        }
        catch (DataException e) when (e.Message.Contains("$.ingest.source", StringComparison.Ordinal))
        {
            throw new DataException(SourceOptions.Advise(e.Message), e);
        }
    }

    // The run's own mapping of names is the first guess; what the command line says comes before it.
    FilesSourceConfig Source()
    {
        var trained = File.Exists(run.Config) ? ConfigFile.Load(run.Config, []).Config.Ingest.Source as FilesSourceConfig : null;
        return new FilesSourceConfig
        {
            Paths = request.Inputs,
            Variables = Over(trained?.Variables, request.Variables),
            Units = Over(trained?.Units, request.Units),
            Aliases = trained?.Aliases ?? new Dictionary<string, IReadOnlyList<string>>(),
            InterpolateLevels = trained?.InterpolateLevels ?? false,
            ExtrapolateLevels = trained?.ExtrapolateLevels ?? false,
            AllowApproximate = [.. (trained?.AllowApproximate ?? []).Union(request.AllowApproximate)],
            TimeFromName = request.TimeFromName ?? trained?.TimeFromName,
        };
    }

    static Dictionary<string, string> Over(IReadOnlyDictionary<string, string>? first, IReadOnlyDictionary<string, string> over)
    {
        var all = new Dictionary<string, string>(first ?? new Dictionary<string, string>());
        foreach (var (name, value) in over) all[name] = value;
        return all;
    }

    void RequireUnits(IReadOnlyList<ChannelStatistics> channels, SampleSource source)
    {
        foreach (var (trained, given) in channels.Zip(source.Channels))
        {
            if (trained.Units == given.Units) continue;
            throw new DataException(
                $"{source.Files[0]}: {given.Name} comes in {given.Units} ({given.Origin}); the network of {run.Name} was trained on {trained.Units}.");
        }
    }

    List<string> Notices(ModelDescription description, SampleSource source)
    {
        var notices = new List<string>();
        if (description.SyntheticNotice is not null)
            notices.Add("The network was trained on synthetic weather: these masks show that the pipeline works, not that storms are found.");
        if (!description.Channels.Any(c => Moisture.Contains(c.Name)))
        {
            string seen = string.Join(", ", description.Channels.Select(c => c.Name));
            notices.Add($"The network sees no moisture ({seen} only): atmospheric rivers are guessed from wind and pressure.");
        }
        if (description.PeriodicLongitude != source.Grid.IsGlobal)
            notices.Add($"The network was trained on a {Extent(description.PeriodicLongitude)} grid and is applied to a {Extent(source.Grid.IsGlobal)} one.");
        return notices;
    }

    static string Extent(bool isGlobal) => isGlobal ? "global" : "regional";

    void Announce(SampleSource source, IReadOnlyList<string> notices)
    {
        log.LogInformation("{Files} file(s), {Times} time(s) from {First} to {Last}, {Height} x {Width} cells, {Extent}",
            source.Files.Count, source.Times.Count, source.Times[0], source.Times[^1], source.Grid.Height, source.Grid.Width, Extent(source.Grid.IsGlobal));
        foreach (var channel in source.Channels) log.LogInformation("channel {Name}: {Origin}, {Units}", channel.Name, channel.Origin, channel.Units);
        foreach (string notice in source.Notes.Concat(notices)) log.LogWarning("{Notice}", notice);
    }

    // Returns the time with most storm cells, for the map.
    PredictedSample Write(SampleSource source, Predictor predictor, IReadOnlyList<string> notices, CancellationToken cancellation)
    {
        int cells = source.Grid.CellCount, channels = source.Channels.Count;
        var fields = new float[cells * channels];
        var probabilities = new float[cells * SegmentationClass.Count];
        var progress = new ProgressLine("predict", TimeProvider.System);
        PredictedSample? best = null;
        using var file = new MaskFile(request.Output, Header(source, notices), source.TimeValues);
        for (int time = 0; time < source.Times.Count; time++)
        {
            cancellation.ThrowIfCancellationRequested();
            var labels = new byte[cells];
            source.Read(time, fields);
            predictor.Predict(fields, probabilities, labels);
            MissingInput.Blank(fields, channels, labels);
            file.Write(time, labels);
            int storm = labels.Count(l => l is SegmentationClass.TropicalCyclone or SegmentationClass.AtmosphericRiver);
            if (best is null || storm > best.StormCells) best = new PredictedSample(time, [.. fields], labels, storm);
            progress.Report(new StageProgress("predict", time + 1, source.Times.Count, "times"));
        }
        file.Commit();
        return best!;
    }

    MaskFileHeader Header(SampleSource source, IReadOnlyList<string> notices) => new()
    {
        Title = $"Tropical cyclones and atmospheric rivers found by run {run.Name} in {Path.GetFileName(source.Files[0])}"
            + (source.Files.Count > 1 ? $" and {source.Files.Count - 1} more" : ""),
        Source = $"Rossby {Versions.Rossby}, run {run.Name}, checkpoint {request.Checkpoint}",
        Run = run.Name,
        WeightsHash = weightsHash,
        Grid = source.Grid,
        Orientation = source.Orientation,
        TimeUnits = source.TimeUnits,
        Calendar = CalendarDays.Name(source.Calendar),
        Notices = notices,
    };

    void Draw(string path, SampleSource source, PredictedSample sample, IReadOnlyList<string> notices)
    {
        int channel = Math.Max(0, source.Channels.ToList().FindIndex(c => c.Name is "TMQ" or "IVT"));
        var coastline = CoastlineFinder.Find(out string coastlineMissing);
        if (coastline is null) log.LogWarning("{Reason}", coastlineMissing);
        new MapFigure
        {
            Grid = source.Grid,
            Field = [.. Enumerable.Range(0, source.Grid.CellCount).Select(cell => sample.Fields[cell * source.Channels.Count + channel])],
            FieldName = $"{source.Channels[channel].LongName} ({source.Channels[channel].Name})",
            Units = source.Channels[channel].Units,
            Title = $"{source.Times[sample.Time]} UTC · run {run.Name}",
            Subtitle = "Fill: prediction of the network.",
            Notices = notices,
            Prediction = sample.Labels,
            Coastline = coastline,
            CoastlineMissing = coastlineMissing,
        }.Save(path);
    }
}
