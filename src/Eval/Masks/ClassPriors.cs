namespace Rossby.Eval;

/// <summary>Takes the class weights of the loss out of a network's outputs.</summary>
public static class ClassPriors
{
    /// <summary>
    /// p_c / w_c, renormalised: a network trained on w_c-weighted cross-entropy estimates probabilities as if class c were w_c times as common
    /// (SCIENCE, Scores). Only after this are they probabilities.
    /// </summary>
    /// <param name="probabilities">[cells, classes], corrected in place; cells of NaN stay so.</param>
    /// <param name="classWeights">w_c; a class of weight 0 was never trained and gets 0.</param>
    public static void Correct(Span<float> probabilities, ReadOnlySpan<double> classWeights)
    {
        int classes = classWeights.Length;
        for (int first = 0; first < probabilities.Length; first += classes)
        {
            double sum = 0;
            for (int c = 0; c < classes; c++) sum += classWeights[c] > 0 ? probabilities[first + c] / classWeights[c] : 0;
            for (int c = 0; c < classes; c++)
                probabilities[first + c] = classWeights[c] > 0 ? (float)(probabilities[first + c] / classWeights[c] / sum) : 0;
        }
    }
}
