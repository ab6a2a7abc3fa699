namespace Rossby.Ingest;

/// <summary>What differs between the hemispheres of the Earth: a quantity of a band in the north, and of the same band in the south.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="FromDeg">The band's equatorward edge.</param>
/// <param name="ToDeg">Its poleward edge.</param>
/// <param name="Greater">1 where the north has more of it, -1 where the south has, 0 where the summer hemisphere has.</param>
/// <param name="Margin">How much the wrong way round is still weather.</param>
/// <param name="What">In words.</param>
internal sealed record HemisphereFact(string Channel, double FromDeg, double ToDeg, int Greater, double Margin, string What)
{
    /// <summary>It is the standard deviation along the parallels that differs, not the mean: that of continents and oceans.</summary>
    public bool IsSpread { get; init; }

    /// <summary>Of one mosaic: north, south.</summary>
    internal (double North, double South) Of(Mosaic field) => IsSpread
        ? (field.Spread(FromDeg, ToDeg), field.Spread(-ToDeg, -FromDeg))
        : (field.Mean(FromDeg, ToDeg), field.Mean(-ToDeg, -FromDeg));
}
