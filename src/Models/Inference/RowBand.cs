namespace Rossby.Models;

/// <summary>A band of rows that the network sees at once, and the part of its result that is kept.</summary>
/// <param name="ReadStart">First row that is read.</param>
/// <param name="ReadRows">Rows that are read.</param>
/// <param name="KeepStart">First row whose result is kept.</param>
/// <param name="KeepRows">Rows whose result is kept.</param>
public readonly record struct RowBand(int ReadStart, int ReadRows, int KeepStart, int KeepRows);
