namespace Rossby.Ingest;

/// <summary>Fields and labels of one step while they are worked on; their memory is used again for another step when they are let go.</summary>
/// <param name="Input">What labellers see.</param>
/// <param name="Pool">Takes the fields back.</param>
internal sealed record StepInHand(LabelInput Input, FieldPool<float> Pool) : IDisposable
{
    public void Dispose()
    {
        Input.ReturnLabels();
        foreach (float[] field in Input.Fields.Values) Pool.Return(field);
    }
}
