using Rossby.Core;

namespace Rossby.Models;

/// <summary>Makes the loss that the config chooses.</summary>
public static class LossFactory
{
    /// <summary>A loss.</summary>
    /// <param name="config">The section <c>train.loss</c>.</param>
    /// <param name="classFrequencies">Share of each class in the training split's labels.</param>
    /// <exception cref="ConfigException">The section cannot be built.</exception>
    public static Loss Create(LossConfig config, IReadOnlyList<double> classFrequencies) => config switch
    {
        WeightedCrossEntropyConfig mean => new WeightedCrossEntropy(ClassWeights.FromFrequencies(classFrequencies, mean.FrequencyExponent)),
        SoftCrossEntropyConfig soft => new SoftCrossEntropy(ClassWeights.FromFrequencies(classFrequencies, soft.FrequencyExponent)),
        SummedCrossEntropyConfig sum => new SummedCrossEntropy(
            ClassWeights.SummingToOne(ClassWeights.FromFrequencies(classFrequencies, sum.FrequencyExponent)), sum.Scale),
        FocalLossConfig focal => new FocalLoss(focal.Alpha, focal.Gamma),
        DiceLossConfig => new DiceLoss(),
        JaccardLossConfig => new JaccardLoss(),
        ClimateNetJaccardLossConfig => new ClimateNetJaccardLoss(),
        FocalTverskyLossConfig tversky => new FocalTverskyLoss(tversky.MissWeight, tversky.FalseAlarmWeight, tversky.Exponent),
        _ => throw new ConfigException([$"$.train.loss.name: no loss is made from {config.GetType().Name}."]),
    };
}
