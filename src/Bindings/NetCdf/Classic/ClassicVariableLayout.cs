namespace Rossby.NetCdf;

/// <summary>Where a variable of a classic file lies.</summary>
/// <param name="Begin">Byte offset of its first element.</param>
/// <param name="IsRecord">Whether its first dimension is the record dimension, whose records alternate with those of the other record variables.</param>
/// <param name="Bytes">Bytes of the variable, or of one record of it, without padding.</param>
internal sealed record ClassicVariableLayout(long Begin, bool IsRecord, long Bytes)
{
    /// <summary>With the padding to a multiple of four.</summary>
    internal long PaddedBytes => (Bytes + 3) & ~3L;
}
