namespace Rossby.Eval;

/// <summary>One validation.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Loss">Mean loss of the validation split.</param>
/// <param name="MeanIou">Mean IoU of the validation split.</param>
/// <param name="Iou">By class; null where absent.</param>
public sealed record ValidationPoint(long Step, double? Loss, double? MeanIou, IReadOnlyList<double?> Iou);
