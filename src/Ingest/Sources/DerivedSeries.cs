namespace Rossby.Ingest;

/// <summary>A channel that is made of others, at the times that all of them have.</summary>
internal sealed class DerivedSeries : ChannelSeries
{
    readonly RecipePlan plan;
    readonly HashSet<long> seconds;

    internal DerivedSeries(RecipePlan plan, IReadOnlyList<ChannelSeries> inputs)
    {
        this.plan = plan;
        Inputs = inputs;
        seconds = [.. inputs[0].Seconds.Where(second => inputs.All(i => i.Has(second)))];
        string origins = string.Join("; ", inputs.GroupBy(i => i.Name).Select(Origin));
        Channel = new SourceChannel(plan.Name, plan.Made.LongName, plan.Made.Units, $"{plan.Recipe.Formula} ({origins})");
    }

    // Thirty levels are told by the first and the last.
    static string Origin(IGrouping<string, ChannelSeries> of)
    {
        string first = of.First().Channel.Origin, last = of.Last().Channel.Origin;
        return (first == of.Key ? first : $"{of.Key}: {first}") + (first == last ? "" : $" to {last}");
    }

    internal override string Name => plan.Name;

    internal override SourceChannel Channel { get; }

    internal override IReadOnlyCollection<long> Seconds => seconds;

    internal override IReadOnlyList<ChannelSeries> Inputs { get; }

    internal override IReadOnlyList<Finding> Findings => [.. Inputs.SelectMany(i => i.Findings)];

    internal override bool Has(long second) => seconds.Contains(second);

    internal override string FileAt(long second) => Inputs[0].FileAt(second);

    internal override void Read(StepFields step, Memory<float> field) => plan.Recipe.Make(step.Grid, new StepInputs(step, Inputs), field.Span);

    sealed class StepInputs(StepFields step, IReadOnlyList<ChannelSeries> inputs) : IFieldInputs
    {
        public void Read(int input, Memory<float> field) => step.Read(inputs[input], field);
    }
}
