namespace Rossby.Ingest;

/// <summary>The parameters of a labeller that is part of another, under the part's name.</summary>
internal static class PartParameters
{
    internal static IEnumerable<KeyValuePair<string, string>> Of(string part, ILabeller labeller) =>
        labeller.Parameters.Select(p => new KeyValuePair<string, string>($"{part}.{p.Key}", p.Value))
            .Prepend(new($"{part}.version", labeller.Version)).Prepend(new($"{part}.method", labeller.Method));
}
