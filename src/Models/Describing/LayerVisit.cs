using Rossby.Torch;

namespace Rossby.Models;

/// <summary>One layer as <see cref="LayerWalk"/> met it.</summary>
/// <param name="Name">Its path in the network.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Channels">Channels of its result.</param>
/// <param name="Output">The map of its result.</param>
/// <param name="FlopsPerCell">Floating-point operations for each cell of <paramref name="Cells"/>.</param>
/// <param name="Cells">The map whose every cell meets the weights.</param>
/// <param name="Type">The type of its result, as it came out.</param>
/// <param name="Reads">Values of the maps that it reads.</param>
/// <param name="Writes">Values of its result; 0 where it is part of the layer before.</param>
internal sealed record LayerVisit(string Name, string Kind, long Channels, Size2 Output, double FlopsPerCell, Size2 Cells, ScalarType Type, long Reads, long Writes);
