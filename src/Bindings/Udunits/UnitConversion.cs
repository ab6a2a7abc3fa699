namespace Rossby.Udunits;

/// <summary>Value x <see cref="Scale"/> + <see cref="Offset"/> turns a value in one unit into another.</summary>
/// <param name="Scale">Factor.</param>
/// <param name="Offset">Added after the factor, in the unit that comes out.</param>
public readonly record struct UnitConversion(double Scale, double Offset);
