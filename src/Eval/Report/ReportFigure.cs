namespace Rossby.Eval;

/// <summary>A picture of the report.</summary>
/// <param name="Png">The file's bytes.</param>
/// <param name="Caption">What it shows; also its text for those who cannot see it.</param>
internal sealed record ReportFigure(byte[] Png, string Caption);
