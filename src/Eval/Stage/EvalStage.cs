using Microsoft.Extensions.Logging;
using Rossby.Core;
using Rossby.Models;
using Rossby.Staging;

namespace Rossby.Eval;

/// <summary>Scores a trained network on a split, draws its masks, writes them as CF netCDF, and reports.</summary>
public static class EvalStage
{
    /// <summary>Runs the stage: scores.json, masks, figures and report.html in the run's folder.</summary>
    /// <param name="config">The section <c>eval</c>.</param>
    /// <param name="model">The section <c>model</c>; the weights file must be of this network.</param>
    /// <param name="set">The staged set.</param>
    /// <param name="context">Run folder, log, progress.</param>
    /// <param name="cancellation">Stops the stage; it has nothing to save.</param>
    /// <returns>What scores.json holds.</returns>
    /// <exception cref="InputMissingException">There is no such checkpoint.</exception>
    /// <exception cref="DataException">The split is empty, or the checkpoint is damaged or of another set or network.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public static Scores Run(EvalConfig config, ModelConfig model, StagedSet set, RunContext context, CancellationToken cancellation)
    {
        var reader = set.Reader(config.Split);
        if (reader.Count == 0)
            throw new DataException($"The split {config.Split} has no samples: there is nothing to score ({set.Manifest.SplitDescription}).");
        int channel = MapChannel.Find(config, set.Manifest.Channels);
        var checkpoint = config.Checkpoint == "last" ? context.Run.Last : context.Run.Best;
        string weightsHash = CheckpointSums.RequireWholeWeights(checkpoint);
        var (network, description) = ModelFactory.Open(checkpoint.Weights);
        using (network)
        {
            RequireSame(description, model, set.Manifest, checkpoint.Weights);
            network.ComputeType = config.Precision.MapType();
            network.Freeze();
            bool writes = context.Communicator.Rank == 0;
            var baselines = config.Baselines ? FitBaselines(set, context, cancellation) : [];
            var drawn = MapChoice.Of(reader, config.Maps).ToHashSet();
            context.Logger.LogInformation("eval: {Count} samples of the split {Split}, checkpoint {Checkpoint}, in {Precision}", reader.Count, config.Split, config.Checkpoint, config.Precision.Description());
            SplitResult result;
            using (var masks = writes ? new MaskFolder(context.Run.Masks, config.Split, reader, Header(set, model, context, config, weightsHash)) : null)
            {
                var pass = new SplitPass(set, reader, new Predictor(network, set.Grid.Height, set.Grid.Width), baselines);
                result = pass.Run(config.BatchSize, drawn, channel, masks, context.Progress, cancellation);
            }
            var scores = new Scores
            {
                Run = context.Run.Name,
                Split = config.Split,
                Checkpoint = config.Checkpoint,
                WeightsHash = weightsHash,
                DataRoot = set.Manifest.DataRoot,
                Label = LabelWords.Name(set.Manifest),
                Notices = LabelWords.Notices(set.Manifest),
                Samples = reader.Count,
                IgnoredShare = result.IgnoredShare,
                IgnoredAreaShare = result.IgnoredAreaShare,
                Network = result.Network,
                Baselines = config.Baselines ? [.. result.Baselines, .. RuleBaselines.Score(set, config.Split, context.Progress, cancellation)] : [],
            };
            if (writes) new RunReport(set, reader, context, channel).Write(scores, result.Maps, cancellation);
            return scores;
        }
    }

    static IReadOnlyList<IPixelBaseline> FitBaselines(StagedSet set, RunContext context, CancellationToken cancellation)
    {
        var training = set.Reader(SplitName.Train);
        IReadOnlyList<double> frequencies = set.Manifest.Labellings.Count > 0 ? set.Manifest.Labellings[0].ClassFrequencies : [0, 0, 0];
        return BaselineSet.Fit(
            set.Manifest.Channels, frequencies, new StagedFieldSamples(set.Manifest, training), context.Seed, context.Progress, cancellation);
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
