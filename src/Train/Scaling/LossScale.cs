using Rossby.Core;

namespace Rossby.Train;

/// <summary>
/// The dynamic loss scale of fp16 (Micikevicius et al. 2018, section 3.2; factor and interval as torch.amp.GradScaler's); 1 for ever in other precisions.
/// </summary>
internal sealed class LossScale(LossScaleConfig config, Precision precision)
{
    // Below it a gradient does not overflow because the loss is scaled up.
    const double Least = 1;

    /// <summary>Whether steps whose gradient is not finite are left out.</summary>
    public bool IsDynamic { get; } = precision == Precision.Fp16;

    /// <summary>What the loss is multiplied by.</summary>
    public double Factor => IsDynamic ? State.Factor : 1;

    /// <summary>What a checkpoint holds, and sets when it is taken up.</summary>
    public LossScaleState State { get; set; } = new(config.Initial, 0, 0);

    /// <summary>Notes a step whose gradient was finite.</summary>
    public void Took()
    {
        if (!IsDynamic) return;
        int steps = State.StepsSince + 1;
        State = steps < config.GrowthSteps ? State with { StepsSince = steps } : State with { Factor = Math.Min(2 * State.Factor, float.MaxValue), StepsSince = 0 };
    }

    /// <summary>Notes a step that is left out, and halves the factor.</summary>
    /// <returns>False when the factor cannot be blamed any more.</returns>
    public bool Skip()
    {
        State = new(State.Factor / 2, 0, State.Skipped + 1);
        return State.Factor >= Least;
    }
}
