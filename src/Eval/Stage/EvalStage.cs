using Microsoft.Extensions.Logging;
using Rossby.Core;
using Rossby.Models;
using Rossby.Staging;
using Rossby.Torch;

namespace Rossby.Eval;

/// <summary>
/// Scores a trained network on a split, draws its masks, writes them as CF netCDF, and reports. Ranks share the samples; what is written does not depend on how many
/// there are.
/// </summary>
public static class EvalStage
{
    /// <summary>Runs the stage: scores.json, masks, figures and report.html in the run's folder.</summary>
    /// <param name="config">The section <c>eval</c>.</param>
    /// <param name="model">The section <c>model</c>; the weights file must be of this network.</param>
    /// <param name="set">The staged set.</param>
    /// <param name="context">Run folder, ranks, log, progress.</param>
    /// <param name="threads">Samples that this rank decides at once, each on a thread of its own.</param>
    /// <param name="cancellation">Stops the stage; it has nothing to save.</param>
    /// <returns>What scores.json holds; null on ranks other than 0.</returns>
    /// <exception cref="InputMissingException">There is no such checkpoint.</exception>
    /// <exception cref="DataException">The split is empty, or the checkpoint is damaged or of another set or network.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public static Scores? Run(EvalConfig config, ModelConfig model, StagedSet set, RunContext context, int threads, CancellationToken cancellation)
    {
        var reader = set.Reader(config.Split);
        if (reader.Count == 0)
            throw new DataException($"The split {config.Split} has no samples: there is nothing to score ({set.Manifest.SplitDescription}).");
        int channel = MapChannel.Find(config, set.Manifest.Channels);
        var checkpoint = config.Checkpoint == "last" ? context.Run.Last : context.Run.Best;
        string weightsHash = CheckpointSums.RequireWholeWeights(checkpoint);
        TorchRuntime.Initialize(SplitPass.ThreadsPerSample, context.Communicator.Topology.SharesCores);
        var (network, description) = ModelFactory.Open(checkpoint.Weights);
        using (network)
        {
            RequireSame(description, model, set.Manifest, checkpoint.Weights);
            network.ComputeType = config.Precision.MapType();
            network.Freeze();
            var baselines = config.Baselines ? FitBaselines(set, context, cancellation) : [];
            var rules = config.Baselines ? RuleLabelling.Of(set, config.Split) : [];
            context.Logger.LogInformation("eval: {Count} samples of the split {Split}, checkpoint {Checkpoint}, in {Precision}", reader.Count, config.Split, config.Checkpoint, config.Precision.Description());
            var predictor = new Predictor(network, set.Grid.Height, set.Grid.Width);
            predictor.Prepare();
            SampleJudge[] judges = [.. Enumerable.Range(0, Math.Min(threads, config.BatchSize)).Select(_ => new SampleJudge(set, predictor, baselines, rules))];
            var pass = new SplitPass(set, config.Split, judges, context.Communicator);
            if (context.Communicator.Rank != 0)
            {
                pass.Run(config.BatchSize, summary: null, context.Progress, cancellation);
                return null;
            }
            IReadOnlyList<(string, string)> methods =
                [("network", "The trained network."), .. baselines.Select(b => (b.Name, b.Description)), .. rules.Select(r => (r.Name, r.Description))];
            using var masks = new MaskFolder(context.Run.Masks, config.Split, reader, Header(set, model, context, config, weightsHash));
            var summary = new SplitSummary(set, config.Split, masks, MapChoice.Of(reader, config.Maps).ToHashSet(), channel, methods);
            pass.Run(config.BatchSize, summary, context.Progress, cancellation);
            var scores = ScoresOf(summary, config, set, context, weightsHash);
            new RunReport(set, reader, context, channel).Write(scores, summary.Maps, cancellation);
            return scores;
        }
    }

    static Scores ScoresOf(SplitSummary summary, EvalConfig config, StagedSet set, RunContext context, string weightsHash) => new()
    {
        Run = context.Run.Name,
        Split = config.Split,
        Checkpoint = config.Checkpoint,
        WeightsHash = weightsHash,
        DataRoot = set.Manifest.DataRoot,
        Label = LabelWords.Name(set.Manifest),
        Notices = LabelWords.Notices(set.Manifest),
        Samples = set.Reader(config.Split).Count,
        IgnoredShare = summary.IgnoredShare,
        IgnoredAreaShare = summary.IgnoredAreaShare,
        Network = summary.Scores[0],
        Baselines = [.. summary.Scores.Skip(1)],
    };

    static IReadOnlyList<IPixelBaseline> FitBaselines(StagedSet set, RunContext context, CancellationToken cancellation)
    {
        var training = set.Reader(SplitName.Train);
        IReadOnlyList<double> frequencies = set.Manifest.Labellings.Count > 0 ? set.Manifest.Labellings[0].ClassFrequencies : [0, 0, 0];
        return BaselineSet.Fit(
            set.Manifest.Channels, frequencies, new StagedFieldSamples(set.Manifest, training), context.Seed, context.Communicator, context.Progress, cancellation);
    }

    static MaskFileHeader Header(StagedSet set, ModelConfig model, RunContext context, EvalConfig config, string weightsHash) => new()
    {
        Title = $"Tropical cyclones and atmospheric rivers found by run {context.Run.Name}, split {config.Split}",
        Source = $"Rossby, {ModelSection.NameOf(model)}, run {context.Run.Name}, checkpoint {config.Checkpoint}",
        Run = context.Run.Name,
        WeightsHash = weightsHash,
        Grid = set.Grid,
        Orientation = set.Manifest.Orientation,
        TimeUnits = set.Manifest.TimeUnits,
        Calendar = set.Manifest.Calendar,
        Notices = LabelWords.Notices(set.Manifest),
        Label = LabelWords.Name(set.Manifest) is var label and not "none" ? label : null,
    };

    static void RequireSame(ModelDescription trained, ModelConfig model, Manifest manifest, string weights)
    {
        if (trained.Config.GetType() != model.GetType())
            throw new DataException($"{weights}: holds {ModelSection.NameOf(trained.Config)}, the config asks for {ModelSection.NameOf(model)}. Train again.");
        string ofWeights = string.Join(", ", trained.Channels.Select(c => c.Name)), ofSet = string.Join(", ", manifest.Channels.Select(c => c.Name));
        if (ofWeights != ofSet) throw new DataException($"{weights}: was trained on the channels {ofWeights}; the set has {ofSet}. Train again.");
    }
}
