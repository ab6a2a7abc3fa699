namespace Rossby.Ingest;

/// <summary>Value x <see cref="Scale"/> + <see cref="Offset"/> is in the channel's unit.</summary>
/// <param name="Scale">Factor.</param>
/// <param name="Offset">Added after the factor.</param>
/// <param name="Assumption">The physics by which two different quantities are converted; null between units of one quantity.</param>
internal sealed record ValueConversion(double Scale, double Offset = 0, string? Assumption = null)
{
    /// <summary>Leaves values as they are.</summary>
    internal static readonly ValueConversion None = new(1);

    /// <summary>Whether values stay as they are.</summary>
    internal bool IsIdentity => Scale == 1 && Offset == 0;

    /// <summary>For the manifest: <c> x 100</c>, <c> x 1 + 273.15</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"x {Scale:G9}") + (Offset == 0 ? "" : FormattableString.Invariant($" + {Offset:G9}"));
}
