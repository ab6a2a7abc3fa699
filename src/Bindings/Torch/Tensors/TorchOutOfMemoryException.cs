namespace Rossby.Torch;

/// <summary>There is not enough memory, on the host or the device, for an operation's result: use a smaller batch or tile.</summary>
/// <param name="operation">Its name.</param>
/// <param name="shapes">The shapes of its tensors, in order.</param>
/// <param name="reason">What libtorch said.</param>
public sealed class TorchOutOfMemoryException(string operation, string shapes, string reason) : TorchException(operation, shapes, reason);
