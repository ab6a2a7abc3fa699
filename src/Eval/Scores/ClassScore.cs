namespace Rossby.Eval;

/// <summary>How well one class was found.</summary>
/// <param name="Name">The class, such as <c>tropical cyclone</c>.</param>
/// <param name="IsPresent">Whether any label of the set is this class; an absent class is reported absent and enters no mean.</param>
/// <param name="Iou">Intersection over union in [0, 1]; null when the class is absent.</param>
/// <param name="Precision">Share of what was predicted that is right, in [0, 1]; null when nothing was predicted.</param>
/// <param name="Recall">Share of what is labelled that was found, in [0, 1]; null when the class is absent.</param>
public sealed record ClassScore(string Name, bool IsPresent, double? Iou, double? Precision, double? Recall);
