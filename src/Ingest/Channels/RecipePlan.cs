using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>A channel that is made of others.</summary>
/// <param name="Made">The channel.</param>
/// <param name="Recipe">How it is made.</param>
/// <param name="Inputs">Of what, in the recipe's order.</param>
internal sealed record RecipePlan(ClimateChannel Made, IFieldRecipe Recipe, IReadOnlyList<ChannelPlan> Inputs) : ChannelPlan(Made.Name, Made)
{
    /// <summary>What a user should know of how it is made here.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    internal override IEnumerable<ChannelMatch> Matches => Inputs.SelectMany(i => i.Matches);
}
