using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>What a labeller sees of one time step.</summary>
/// <param name="Grid">The source's own grid in stored order: rows south to north, columns west to east.</param>
/// <param name="Time">The step's time.</param>
/// <param name="Second">The same in seconds on the set's calendar, for differences between steps.</param>
/// <param name="Fields">By channel or variable name: [H, W] row-major in stored order, NaN where missing.</param>
/// <param name="Files">By channel or variable name: the file that the field was read from, for messages.</param>
public sealed record LabelInput(
    LatLonGrid Grid, ClimateTime Time, long Second, IReadOnlyDictionary<string, float[]> Fields, IReadOnlyDictionary<string, string> Files);
