namespace Rossby.Cairo;

/// <summary>The size of a text, in pixels, from the point where it starts on its base line; y grows downwards.</summary>
/// <param name="BearingX">From the start to the left edge of the ink.</param>
/// <param name="BearingY">From the base line to the upper edge of the ink; negative above it.</param>
/// <param name="Width">Of the ink.</param>
/// <param name="Height">Of the ink.</param>
/// <param name="AdvanceX">Where the next text would start.</param>
public readonly record struct TextExtents(double BearingX, double BearingY, double Width, double Height, double AdvanceX);
