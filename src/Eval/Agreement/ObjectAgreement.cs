namespace Rossby.Eval;

/// <summary>How the storms of one class agree between two labellings over all steps.</summary>
/// <param name="Class">The class.</param>
/// <param name="InA">Storms in A.</param>
/// <param name="InB">Storms in B.</param>
/// <param name="Matched">Storms that are in both.</param>
/// <param name="MeanMeasure">Over those: cyclones, distance of centres in km; rivers, overlap as a share of the smaller area. NaN without any.</param>
public sealed record ObjectAgreement(byte Class, int InA, int InB, int Matched, double MeanMeasure);
