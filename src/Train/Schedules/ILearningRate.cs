namespace Rossby.Train;

/// <summary>The learning rate as a pure function of the step, so that a run that is taken up anywhere goes on with the same one.</summary>
public interface ILearningRate
{
    /// <summary>The rate of one optimizer step.</summary>
    /// <param name="step">The step, counted from 0 over the whole run.</param>
    double At(long step);
}
