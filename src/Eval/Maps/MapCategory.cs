namespace Rossby.Eval;

/// <summary>One kind of cell on a map of categories.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Colour"><c>0xRRGGBB</c>.</param>
public sealed record MapCategory(string Name, int Colour);
