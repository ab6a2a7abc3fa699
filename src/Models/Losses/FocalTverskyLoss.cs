using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// (1 - TI)^exponent with TI = hits / (hits + a misses + b false alarms) by class (Abraham and Khan 2019, there a 0.7, b 0.3, exponent 3/4).
/// </summary>
/// <param name="missWeight">a, the weight of labelled cells that are missed.</param>
/// <param name="falseAlarmWeight">b, the weight of cells that are named without a label.</param>
/// <param name="exponent">Below 1 it keeps the gradient of a class that is nearly right large.</param>
public sealed class FocalTverskyLoss(double missWeight, double falseAlarmWeight, double exponent) : OverlapLoss
{
    /// <inheritdoc/>
    private protected override Tensor OfClass(Tensor hit, Tensor said, Tensor there)
    {
        var index = hit / (hit + (there - hit) * missWeight + (said - hit) * falseAlarmWeight + Epsilon);
        // At 0 a power below 1 has no finite gradient.
        return (1 - index).Clamp(Epsilon, 1).Pow(exponent);
    }
}
