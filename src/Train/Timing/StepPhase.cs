namespace Rossby.Train;

/// <summary>What the training thread is busy with.</summary>
internal enum StepPhase
{
    /// <summary>None of the others: records, hashes of weights.</summary>
    Other,

    /// <summary>Waits for a batch that is still being read.</summary>
    DataWait,

    /// <summary>Network and loss.</summary>
    Forward,

    /// <summary>Gradients.</summary>
    Backward,

    /// <summary>Waits for other ranks; what communication does beside the backward pass is not in it.</summary>
    ExposedCommunication,

    /// <summary>The update of the weights.</summary>
    Optimizer,

    /// <summary>Waits for a copy of the state, or for the checkpoint before.</summary>
    Checkpoint,

    /// <summary>A pass over the validation split.</summary>
    Validation,
}
