namespace Rossby.Ingest;

/// <summary>The fields that a recipe asks for, at one time.</summary>
internal interface IFieldInputs
{
    /// <summary>Reads an input.</summary>
    /// <param name="input">Its place in the order that the recipe was given.</param>
    /// <param name="field">Receives [H, W] in the input's unit, NaN where missing.</param>
    void Read(int input, Memory<float> field);
}
