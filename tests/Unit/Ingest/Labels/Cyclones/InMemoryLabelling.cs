using System.Collections.Concurrent;
using Rossby.Core;
using Rossby.Ingest;

namespace Rossby.Tests.Unit.Ingest;

/// <summary>Runs a tracking labeller over steps in memory, as an ingest does in its two passes.</summary>
internal static class InMemoryLabelling
{
    /// <summary>Detects in every step, links, and labels.</summary>
    internal static IReadOnlyList<LabelledStep> Label(LabelsConfig config, params IReadOnlyList<LabelInput> steps)
    {
        var labeller = (ITrackingLabeller)Labellers.Create(config, steps[0].Fields.ContainsKey);
        var linked = labeller.Link([.. steps.Select(s => new StepCandidates(s.Second, labeller.Detect(s)))]);
        return [.. steps.Select(linked.Label)];
    }

    /// <summary>A step of fields made by hand.</summary>
    internal static LabelInput Step(LatLonGrid grid, double hours, IReadOnlyDictionary<string, float[]> fields)
    {
        long second = (long)Math.Round(hours * 3600);
        return new LabelInput(grid, new ClimateTime(2001, 1, 1 + (int)(second / 86400), (int)(second % 86400)), second, fields, fields.ToDictionary(f => f.Key, _ => "a.nc"));
    }

    /// <summary>Labels synthetic weather; <paramref name="look"/> sees each step and its fields, which are reused for another step after.</summary>
    internal static (ILabeller Linked, StepCandidates[] Steps) Detect(
        LabelsConfig config, SyntheticAtmosphere atmosphere, int first, int count, Action<int, SyntheticFields> look)
    {
        var labeller = (ITrackingLabeller)Labellers.Create(config, _ => true);
        var steps = new StepCandidates[count];
        var free = new ConcurrentBag<SyntheticFields>();
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            if (!free.TryTake(out var fields)) fields = atmosphere.NewFields();
            atmosphere.Fill(first + i, fields);
            var input = Step(atmosphere.Geometry.Grid, 24 * atmosphere.Days(i), labeller.DetectionChannels.ToDictionary(c => c, fields.Channel));
            var candidates = labeller.Detect(input);
            steps[i] = new StepCandidates(input.Second, candidates);
            look(i, fields);
            free.Add(fields);
        });
        return (labeller.Link(steps), steps);
    }
}
