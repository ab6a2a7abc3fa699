namespace Rossby.Torch;

/// <summary>One of <see cref="DeviceMarks"/>.</summary>
/// <param name="Tag">What it was made with.</param>
/// <param name="Milliseconds">Since the one before; 0 for the first.</param>
/// <param name="Bytes">Of tensors that operations read and wrote since the one before, where they are counted.</param>
public readonly record struct DeviceMark(long Tag, double Milliseconds, long Bytes);
